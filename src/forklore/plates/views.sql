-- Plates that are not deleted, by cooks who are active, with their photographs as far as there are pictures of them. Who
-- may see one is decided as for recipes: its author, everybody while it is public, followers while it is for followers,
-- nobody whom a block parts from its author.
CREATE OR REPLACE VIEW visible_plate AS
SELECT p.author_id, p.id, a.handle AS author_handle, a.display_name AS author_name, p.body, p.recipe_id, p.visibility,
       p.revision, p.posted_at, p.edited_at,
       coalesce((SELECT json_agg(json_build_object('owner_id', f.owner_id, 'id', f.id, 'alt', f.alt, 'width', f.width,
                                                   'height', f.height, 'colour', f.colour,
                                                   'placeholder', f.placeholder, 'widths', f.widths)
                                 ORDER BY pp.position)
                   FROM plate_photo pp
                   JOIN ready_photo f ON f.owner_id = pp.author_id AND f.id = pp.photo_id
                  WHERE pp.author_id = p.author_id AND pp.plate_id = p.id), '[]') AS photos
  FROM plate p
  JOIN visible_account a ON a.id = p.author_id
 WHERE p.deleted_at IS NULL;
COMMENT ON VIEW visible_plate IS 'Plates that are not deleted, by active cooks, with their photographs';
