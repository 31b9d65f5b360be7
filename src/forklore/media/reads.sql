-- name: photo_of(owner_id, photo_id)^
-- One photograph.
SELECT owner_id, id, alt, state, bytes, width, height, colour, placeholder, widths, reason, subject_kind, subject_id,
       uploaded_at
  FROM photo WHERE owner_id = :owner_id AND id = :photo_id;

-- name: photos_of(owner_id, before, before_id, most)
-- A cook's own photographs, newest first.
SELECT owner_id, id, alt, state, bytes, width, height, colour, placeholder, widths, reason, subject_kind, subject_id,
       uploaded_at
  FROM photo
 WHERE owner_id = :owner_id
   AND (:before::timestamptz IS NULL OR (uploaded_at, id) < (:before, :before_id::uuid))
 ORDER BY uploaded_at DESC, id DESC
 LIMIT :most;

-- name: photos_with(owner_id, subject_id)
-- The photographs that are shown with a thing, in the order they were taken in.
SELECT owner_id, id, alt, state, bytes, width, height, colour, placeholder, widths, reason, subject_kind, subject_id,
       uploaded_at
  FROM photo WHERE owner_id = :owner_id AND subject_id = :subject_id
 ORDER BY uploaded_at, id;

-- name: space_of(owner_id)^
-- How much room a cook's photographs take; refused ones take none.
SELECT count(*)::integer AS photos, coalesce(sum(bytes), 0)::bigint AS bytes
  FROM photo WHERE owner_id = :owner_id AND state <> 'refused';

-- name: loose(before, most)
-- Photographs that were taken in before a time and are shown with nothing, oldest first.
SELECT owner_id, id, alt, state, bytes, width, height, colour, placeholder, widths, reason, subject_kind, subject_id,
       uploaded_at
  FROM photo WHERE subject_id IS NULL AND uploaded_at < :before
 ORDER BY uploaded_at LIMIT :most;
