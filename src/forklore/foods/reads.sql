-- name: foods_by_slugs(slugs)
-- Foods by their slugs.
SELECT id, slug, name, family FROM food WHERE slug = ANY(:slugs::text[]);

-- name: foods_by_ids(ids)
-- Foods by their ids.
SELECT id, slug, name, family FROM food WHERE id = ANY(:ids::uuid[]);
