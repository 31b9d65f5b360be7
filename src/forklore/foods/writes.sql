-- name: upsert_food(slug, name, family, diets, allergens, density, weight)!
-- Writes a food of the lexicon; one that is there already is brought up to date and keeps its id.
INSERT INTO food AS f (slug, name, family, diets, allergens, density, weight)
VALUES (:slug, :name, :family, :diets, :allergens, :density, :weight)
ON CONFLICT (slug) DO UPDATE
   SET name = excluded.name, family = excluded.family, diets = excluded.diets, allergens = excluded.allergens,
       density = excluded.density, weight = excluded.weight
 WHERE (f.name, f.family, f.diets, f.allergens, f.density, f.weight)
       IS DISTINCT FROM (excluded.name, excluded.family, excluded.diets, excluded.allergens, excluded.density,
                         excluded.weight);

-- name: upsert_name(name, slug, kind)!
-- Writes a name of a food.
INSERT INTO food_name AS n (name, food_id, kind)
SELECT :name, f.id, :kind FROM food f WHERE f.slug = :slug
ON CONFLICT (name) DO UPDATE SET food_id = excluded.food_id, kind = excluded.kind
 WHERE (n.food_id, n.kind) IS DISTINCT FROM (excluded.food_id, excluded.kind);

-- name: forget_names(names)!
-- Drops names that the lexicon no longer has.
DELETE FROM food_name WHERE name <> ALL(:names::text[]);
