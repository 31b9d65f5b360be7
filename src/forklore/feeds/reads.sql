-- name: published_by(authors, since, before, before_id, most)
-- Cards of what some cooks published for their followers, newest first: for each cook a descent into
-- recipe_author_published and a walk from the cursor back to `since`; only what is shown is then made a card.
SELECT c.id, c.slug, c.title, c.summary, c.author_id, c.author_handle, c.author_name, c.visibility, c.minutes,
       c.parent_id, c.root_id, c.published_at, c.stars_count, c.stars_sum, c.cooks, c.forks
  FROM (SELECT id
          FROM visible_recipe
         WHERE author_id = ANY (:authors::uuid[])
           AND visibility <> 'private'
           AND published_at >= :since::timestamptz
           AND (published_at, id) < (:before::timestamptz, :before_id::uuid)
         ORDER BY published_at DESC, id DESC
         LIMIT :most) newest
  JOIN recipe_card c ON c.id = newest.id
 ORDER BY c.published_at DESC, c.id DESC;

-- name: published_by_anyone(hidden, before, before_id, most)
-- Cards of what everybody may see, newest first: a walk along recipe_published from the cursor on.
SELECT id, slug, title, summary, author_id, author_handle, author_name, visibility, minutes, parent_id, root_id,
       published_at, stars_count, stars_sum, cooks, forks
  FROM recipe_card
 WHERE visibility = 'public'
   AND NOT author_id = ANY (:hidden::uuid[])
   AND (published_at, id) < (:before::timestamptz, :before_id::uuid)
 ORDER BY published_at DESC, id DESC
 LIMIT :most;
