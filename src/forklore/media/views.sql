-- Photographs of which there are pictures; who may see them depends on what they are shown with.
CREATE OR REPLACE VIEW ready_photo AS
SELECT owner_id, id, alt, width, height, colour, placeholder, widths, subject_kind, subject_id
  FROM photo WHERE state = 'ready';
COMMENT ON VIEW ready_photo IS 'Photographs of which there are pictures';
