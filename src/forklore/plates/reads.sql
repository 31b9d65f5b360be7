-- name: plate_of(plate_id)^
-- One plate that is not deleted, by its id alone.
SELECT author_id, id, author_handle, author_name, body, recipe_id, visibility, revision, posted_at, edited_at, photos
  FROM visible_plate WHERE id = :plate_id;

-- name: plates_by(author_id, own, follows, before, before_id, most)
-- A cook's plates that the reader may see, newest first; a walk along plate_author.
SELECT author_id, id, author_handle, author_name, body, recipe_id, visibility, revision, posted_at, edited_at, photos
  FROM visible_plate
 WHERE author_id = :author_id
   AND (:own OR visibility = 'public' OR (:follows AND visibility = 'followers'))
   AND (:before::timestamptz IS NULL OR (posted_at, id) < (:before, :before_id::uuid))
 ORDER BY posted_at DESC, id DESC
 LIMIT :most;

-- name: plates_of_recipe(recipe_id, hidden, before, before_id, most)
-- The public plates of a recipe, newest first; a walk along plate_recipe.
SELECT author_id, id, author_handle, author_name, body, recipe_id, visibility, revision, posted_at, edited_at, photos
  FROM visible_plate
 WHERE recipe_id = :recipe_id AND visibility = 'public'
   AND NOT author_id = ANY (:hidden::uuid[])
   AND (:before::timestamptz IS NULL OR (posted_at, id) < (:before, :before_id::uuid))
 ORDER BY posted_at DESC, id DESC
 LIMIT :most;

-- name: photo_ids(author_id, plate_id)
-- The photographs of a plate, ready or not, in order.
SELECT photo_id FROM plate_photo WHERE author_id = :author_id AND plate_id = :plate_id ORDER BY position;
