-- name: insert_plate(author_id, body, recipe_id, visibility)$
-- Posts a plate.
INSERT INTO plate (author_id, body, recipe_id, visibility) VALUES (:author_id, :body, :recipe_id, :visibility) RETURNING id;

-- name: add_photo(author_id, plate_id, position, photo_id)!
-- Puts a photograph on a plate.
INSERT INTO plate_photo (author_id, plate_id, position, photo_id) VALUES (:author_id, :plate_id, :position, :photo_id);

-- name: update_plate(author_id, plate_id, body, visibility, expected)!
-- Changes the words and who may see them, if it still is the revision that was read.
UPDATE plate
   SET body = coalesce(:body::text, body), visibility = coalesce(:visibility::text, visibility),
       revision = revision + 1, edited_at = now()
 WHERE author_id = :author_id AND id = :plate_id AND deleted_at IS NULL
   AND (:expected::integer IS NULL OR revision = :expected);

-- name: bury_plate(author_id, plate_id)!
-- Leaves a tombstone without words.
UPDATE plate SET deleted_at = now(), body = '', recipe_id = NULL, revision = revision + 1
 WHERE author_id = :author_id AND id = :plate_id AND deleted_at IS NULL;

-- name: clear_photos(author_id, plate_id)!
-- Takes the photographs off a plate.
DELETE FROM plate_photo WHERE author_id = :author_id AND plate_id = :plate_id;
