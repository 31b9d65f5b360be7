-- name: hold_owner(owner)!
-- Lets the uploads of one cook come one after the other, so that the quota holds.
SELECT pg_advisory_xact_lock(hashtextextended('photos of ' || :owner::text, 0));

-- name: insert_photo(owner_id, alt, bytes)$
-- Takes a photograph in; pictures are made of it later.
INSERT INTO photo (owner_id, alt, bytes) VALUES (:owner_id, :alt, :bytes) RETURNING id;

-- name: make_ready(owner_id, photo_id, bytes, width, height, colour, placeholder, widths)!
-- Says that the pictures are made.
UPDATE photo
   SET state = 'ready', bytes = :bytes, width = :width, height = :height, colour = :colour, placeholder = :placeholder,
       widths = :widths, reason = NULL
 WHERE owner_id = :owner_id AND id = :photo_id AND state = 'waiting';

-- name: refuse(owner_id, photo_id, reason)!
-- Says why no pictures can be made.
UPDATE photo SET state = 'refused', bytes = 0, reason = :reason
 WHERE owner_id = :owner_id AND id = :photo_id AND state = 'waiting';

-- name: describe(owner_id, photo_id, alt)!
-- Changes the words for those who do not see it.
UPDATE photo SET alt = :alt WHERE owner_id = :owner_id AND id = :photo_id;

-- name: attach(owner_id, photo_id, subject_kind, subject_id)!
-- Shows a photograph with a thing: one that is shown with nothing else, and was not refused.
UPDATE photo SET subject_kind = :subject_kind, subject_id = :subject_id
 WHERE owner_id = :owner_id AND id = :photo_id AND state <> 'refused'
   AND (subject_id IS NULL OR subject_id = :subject_id::uuid);

-- name: detach(owner_id, photo_id)!
-- Shows a photograph with nothing any more; it is tidied away later unless it is used again.
UPDATE photo SET subject_kind = NULL, subject_id = NULL, uploaded_at = now()
 WHERE owner_id = :owner_id AND id = :photo_id;

-- name: delete_photo(owner_id, photo_id)!
-- Forgets a photograph; its files are deleted by a job.
DELETE FROM photo WHERE owner_id = :owner_id AND id = :photo_id;
