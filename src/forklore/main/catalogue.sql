-- name: tables()
-- The tables of Forklore's own schema; a partition says what it is a part of.
SELECT c.relname::text AS name, coalesce(obj_description(c.oid, 'pg_class'), '') AS comment,
       (SELECT p.relname::text FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid) AS part_of
  FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
 ORDER BY c.relname;

-- name: columns()
-- The columns of tables and views in order; a view's columns may all be null as far as the catalogue knows.
SELECT c.relname::text AS relation, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type,
       NOT a.attnotnull AS nullable, coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS preset,
       coalesce(col_description(c.oid, a.attnum), '') AS comment
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
   AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY c.relname, a.attnum;

-- name: constraints()
-- Primary keys, unique constraints, foreign keys and checks.
SELECT t.relname::text AS relation, c.conname::text AS name, c.contype::text AS kind,
       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
               JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place) AS columns,
       target.relname::text AS target,
       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY AS k(number, place)
               JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number ORDER BY k.place) AS target_columns,
       c.confdeltype::text AS on_delete, pg_get_constraintdef(c.oid) AS definition
  FROM pg_constraint c
  JOIN pg_class t ON t.oid = c.conrelid
  LEFT JOIN pg_class target ON target.oid = c.confrelid
 WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f', 'c')
 ORDER BY t.relname, array_position(ARRAY['p', 'u', 'f', 'c'], c.contype::text), c.conname;

-- name: indexes()
-- Indexes with their plain columns; an expression in an index has no name here.
SELECT t.relname::text AS relation, i.relname::text AS name,
       ARRAY(SELECT coalesce(a.attname::text, '') FROM unnest(x.indkey::smallint[]) WITH ORDINALITY AS k(number, place)
               LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number ORDER BY k.place) AS columns,
       x.indisunique AS is_unique, x.indpred IS NOT NULL AS is_partial, pg_get_indexdef(i.oid) AS definition
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_class t ON t.oid = x.indrelid
 WHERE t.relnamespace = 'public'::regnamespace
 ORDER BY t.relname, i.relname;

-- name: views()
-- The views of all rooms.
SELECT c.relname::text AS name, coalesce(obj_description(c.oid, 'pg_class'), '') AS comment
  FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'
 ORDER BY c.relname;

-- name: triggers()
-- Triggers that somebody wrote, as table and name; those that hold foreign keys are the database's own.
SELECT t.relname::text AS relation, g.tgname::text AS name
  FROM pg_trigger g
  JOIN pg_class t ON t.oid = g.tgrelid
 WHERE t.relnamespace = 'public'::regnamespace AND NOT g.tgisinternal
 ORDER BY t.relname, g.tgname;
