-- name: upsert_foods(foods)!
-- Writes the foods of a list of objects that are new or differ; one that is there already keeps its id.
INSERT INTO food (slug, name, family, diets, allergens, density, weight)
SELECT t.slug, t.name, t.family, t.diets, t.allergens, t.density, t.weight
  FROM jsonb_to_recordset(:foods::jsonb) AS t(slug text, name text, family text, diets jsonb, allergens jsonb,
                                              density numeric, weight numeric)
  LEFT JOIN food f ON f.slug = t.slug
 WHERE (f.name, f.family, f.diets, f.allergens, f.density, f.weight)
       IS DISTINCT FROM (t.name, t.family, t.diets, t.allergens, t.density, t.weight)
ON CONFLICT (slug) DO UPDATE
   SET name = excluded.name, family = excluded.family, diets = excluded.diets, allergens = excluded.allergens,
       density = excluded.density, weight = excluded.weight;

-- name: upsert_names(names, slugs, kinds)!
-- Writes the names of foods, in three lists of one length, that are new or differ.
INSERT INTO food_name (name, food_id, kind)
SELECT t.name, f.id, t.kind
  FROM unnest(:names::text[], :slugs::text[], :kinds::text[]) AS t(name, slug, kind)
  JOIN food f ON f.slug = t.slug
  LEFT JOIN food_name n ON n.name = t.name
 WHERE (n.food_id, n.kind) IS DISTINCT FROM (f.id, t.kind)
ON CONFLICT (name) DO UPDATE SET food_id = excluded.food_id, kind = excluded.kind;

-- name: forget_names(names)!
-- Drops names that the lexicon no longer has.
DELETE FROM food_name n WHERE NOT EXISTS (SELECT FROM unnest(:names::text[]) AS t(name) WHERE t.name = n.name);
