# ruff: noqa: E501 - each phrase stands on one line
"""Sentences as reviewers write them, made of our own phrases with foods of the lexicon put in by chance.

They teach the reader common wordings that few of the labelled reviews hold. `{to}`, `{from}` and the like stand for a
food of that role, `{x}` for one without; of `(a|b)` one is taken.
"""

import random
import re
from collections.abc import Sequence

from benchmarks.learn_review_gold import Example

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_linear import ROLES, STATUS
from forklore.replacements.review_page import page_of
from forklore.replacements.review_referee import Referee

_CHOICE = re.compile(r"\(([^()]*)\)")
_WISH = re.compile(r"\b(next time|will|would|might|may|plan to|could|needs?|in the future|can be)\b", re.IGNORECASE)
_BARE = re.compile(
    r"(the|my|any|extra|more|amount of|can of|bag of|double|half|less|fewer|much|many|additional|cup of|no|tsp of|"
    r"cups of|all|sans|minus)\s$",
    re.IGNORECASE,
)
_LONGEST_NAME = 3
_BEFORE = (
    "This was delicious",
    "My family loved it",
    "Will make again",
    "So good and easy",
    "I will definitely make this again",
    "Great recipe",
    "Thanks for sharing",
    "Five stars from us",
    "It came out great",
    "Yummy",
    "I made this last night for dinner",
)
_AMOUNTS = "|||some |a little |a can of |1 cup |2 cups of |a bit of |1/2 tsp |a handful of |1 lb. |the |a few |two "
_SORTS = (
    "||||||fresh |frozen |canned |low fat |whole wheat |homemade |chopped |shredded |diced |sliced |red |sweet |ground |"
    "light |organic |cooked |leftover "
)


def phrases(count: int, titles: Sequence[str], seed: int = 1) -> list[Example]:
    """Make so many reviews of one to three sentences; the same for the same seed, titles and lexicon."""
    dice = random.Random(seed)
    names = sorted(food.name.lower() for food in lexicon().foods.values())
    names = [name for name in names if len(name.split()) <= _LONGEST_NAME and name.isascii()]
    return [_review(dice, names, dice.choice(titles)) for _ in range(count)]


def _review(dice: random.Random, names: Sequence[str], title: str) -> Example:
    text = ""
    put: list[tuple[int, int, str, str]] = []
    for _ in range(dice.choice((1, 1, 2, 3))):
        if dice.random() < 0.35:  # noqa: PLR2004 (about a third of the sentences praise first)
            text += dice.choice(_BEFORE) + ". "
        sentence = _sentence(dice)
        status = "asked" if sentence.endswith("?") else "would" if _WISH.search(sentence) else "did"
        for at, bit in enumerate(re.split(r"\{(\w+)\}", sentence)):
            if at % 2:
                text += "" if _BARE.search(text) else dice.choice(_AMOUNTS.split("|"))
                name = dice.choice([one for one in _SORTS.split("|") if one or bit != "alone"]) + dice.choice(names)
                put.append((len(text), len(text) + len(name), bit, status))
                text += name
            else:
                text += bit
        text += " " if text.endswith("?") else dice.choice((". ", ". ", "! "))
    page = page_of(text)
    told = [
        next((one for one in put if place.mention.start < one[1] and place.mention.end > one[0]), None)
        for place in page.places
    ]
    return Example(
        {"id": "", "text": text, "recipe": title, "changes": [], "first": False},
        page,
        Referee(title, None),
        [ROLES.index(one[2]) if one and one[2] != "x" else 0 for one in told],
        [STATUS.index(one[3]) if one else 0 for one in told],
    )


def _sentence(dice: random.Random) -> str:
    found = dice.choice(_PHRASES.splitlines())
    while choice := _CHOICE.search(found):
        found = found[: choice.start()] + dice.choice(choice[1].split("|")) + found[choice.end() :]
    return re.sub(r"\s+([,?])", r"\1", re.sub(r"\s+", " ", found)).strip()


_PHRASES = """\
I (used|tried|went with|put in|opted for|decided on|chose) {to} instead of {from}
(I|We|My husband|she) (used|substituted|subbed|put|made it with) {to} (instead of|in place of|rather than|in lieu of) (the|) {from} (because that's what I had on hand|and it was great|with no problem|)
(Used|Using) {to} instead of (the|) {from}
I used {to} instead of {from} and {to} instead of {from}
I (also|always|usually|often) use {to} instead of {from}
Instead of (using|) (the|) {from}, I (used|added|put in|substituted|made it with|went with) {to}
Instead of {from} (we|I) (used|tried|had) {to} and {to}
In place of (the|) {from} I (used|added) {to}
Rather than (use|buying|buy|adding|using) {from}, I (used|made|added) {to}
I (substituted|subbed|swapped in|used) {to} for (the|) {from}
I (substituted|subbed|replaced|swapped|switched|exchanged|changed) (the|) {from} (with|for|to) {to}
(Substituted|Subbed) {to} for (the|) {from} and {to} for the {from}
(Replaced|Swapped|Traded|Switched) (the|) {from} (with|for|by) {to}
I replaced half (of|) the {from} with {to}
(the|my) {from} (was|were) replaced (with|by) {to}
I (did not have|didn't have|had no|didn't have any|ran out of|was out of|couldn't find|could not find|don't keep|never have) {from}, so I (used|substituted|went with|subbed|added|grabbed|just used|had to use) {to} (instead|)
I (did not have|didn't have|was out of|also did not have|also was out of) {from} (on hand|at home|in the house|) and used {to} (instead|)
(Didn't have|Had no|Was out of|Also out of|No|Ran out of|Without) {from}, (so|so I) used {to}
I used {to} (because|since|as) (I|we) (didn't have|had no|don't like|didn't have any|was out of|don't care for|can't eat) {from}
I only had {to} (so I used that|on hand so I used it) (instead of|in place of) {from}
{to} (works|worked|is|tastes) (great|better|just as well|fine) (instead of|in place of) {from}
(My husband|My family|My son|I) (doesn't like|hates|is allergic to|don't like|can't eat|doesn't eat|dislikes) {from} so I (used|put in|substituted|made it with) {to}
I don't (eat|like|use|care for) {from} so (I|) used {to}
We (can't have|don't do|avoid) {from}, so {to} it was
(used|I used) {to} (not|rather than|vs) {from}
I (had|bought|found) {to} so (I|) used that (instead of|in place of) the {from}
I made it with {to} instead of {from} and (left out|omitted|skipped) {omit}
(The only change|My only change|The only thing) I made was (using|to use|substituting) {to} (instead of|for) {from}
(My only|Only) (substitution|change|swap) was {to} (for|instead of) {from}
(Changes I made|My changes|Substitutions): {to} instead of {from}, {to} for {from}, and (no|left out) {omit}
I (used|made) half {to} and half {from}
I used {to} in place of some of the {from}
I (used|tried) {to} to replace the {from}
{from} can be (replaced|substituted) (with|by) {to}
You can (use|substitute|try) {to} (instead of|for|in place of) {from}
I did (substitute|use|swap) {to} (for|instead of|in place of) {from}
I (made|cooked) (this|it) with {alone} and (it|) (was|turned out) (great|delicious|wonderful)
I used {alone} (because|since|as) (that|it) (is|was) (what|all) (I had|I had on hand|we had)
I (used|tried|went with|bought|chose) {alone} (instead|) and (it worked great|loved it|it was good)
I had {alone} (in the fridge|in my freezer|on hand|to use up) (so I used that|so I used it|and used it|)
(Used|Also used|I also used|I did use|I just used|We used) {alone}
I used {alone} and {alone} and (it was perfect|they were great)
I always use (my own|homemade|store bought|) {alone}
I made (it|this|mine) with {alone} (instead|)
(The only change I made was|I made one change and|My only change was) (using|used) {alone}
I (substituted|subbed) {alone} (and|,) it was (delicious|great|good)
I (used|made) a (mix|mixture|blend|combination) of {alone} and {alone}
I (left out|omitted|skipped|eliminated|left off|nixed|ditched|took out|cut out|discarded|excluded|dropped) (the|) {omit}
I (left out|omitted|skipped|discarded) the {omit} and (the|) {omit}
(Left out|Omitted|Skipped|Omitting|Skipping|Leaving out) the {omit} (and|because|since) (it was still great|we don't like it|it was great)
I left the {omit} out
I (did not|didn't|also did not|also didn't) (add|use|put in|include|have|bother with) (the|any|) {omit}
I (did not|didn't|also did not) have (any|the|) {omit} (but it was still good|so I left it out|so I skipped it|so I omitted it|and it was still great)
I (made it|made this|cooked it) without (the|any|) {omit}
No {omit} for (me|us)
(Minus|Without|Sans) the {omit} (it was|this is) (great|good)
(Everything|followed the recipe|made as written|followed exactly) (except|but|minus) (I left out|for|) the {omit}
I forgot (to add|to put in|) the {omit} and it (was|turned out) fine
I (added|threw in|tossed in|put in|stirred in|mixed in|included|snuck in) {add}
I (added|threw in|put in|also added) {add}, {add} and {add}
(Added|Adding|Also added|Threw in|Tossed in) {add} (and|,) {add} (for|to give it) (extra flavor|some crunch|more color|a kick)
I (added|put) {add} to the (batter|soup|sauce|mixture|pot|{x})
Added {add} to the {x} and some {add}
I did add {add} (towards the end|to the mix|for flavor|)
I like (to add|adding) {add} (before|to|)
I (topped|sprinkled|garnished|finished) (it|them|mine|the top|each serving) (off|) with {add} (and|)
I (sprinkled|drizzled|poured|scattered|spread) {add} (on top|over the top|over it)
(The|My) addition of {add} (was|made it) (perfect|great|wonderful)
I (chopped up|diced|sauteed|cooked|fried) {add} and added (it|them) (to the soup|to the pot|too|in)
(I think|next time) {add} would be (good|great|a nice addition)
I ended up adding {add}
I (added|put in|threw in) {add} (as|like) (other|another) (reviewers|reviewer) suggested
I (doubled|tripled|increased|upped|bumped up) the {more} (and|because) (it was perfect|we love it|)
I (added|used|put in) (more|extra|additional|double the|twice the|lots more|a lot more|a little more|a bit more|double the amount of|twice as much|an additional 1/2 cup of|another cup of) {more}
I (added|used) (more|extra) {more} and {more}
I (added|used) (more|extra) {more} and a (can|cup|little bit|handful) of {add}
I (added|used) {add} and (more|extra) {more}
I used a (full|whole) (can|bag|box|package|jar) of {more} (instead of half|instead of 1 cup|)
(Doubled|Tripled|Increased|Doubling|Upped) the {more}
I (was generous with|went heavy on|doubled up on) the {more}
It (needs|needed|could use|could have used) (more|a little more|a lot more|some more) {more}
I (would|will) (add|use) (more|extra) {more} (next time|)
(Next time|Next time,) I (will|would|might|may) (add|use|try) (more|extra) {more}
(Next time|In the future) I (will|would|may|plan to|am going to) (add|try|put in|use) {add}
I (used|added) (only|just|) (half|half of|half the|1/2 the|a third of|half the amount of|1/2 the amount of) the {less}
I (cut|reduced|decreased|lowered|halved|cut back on|cut down on|went easy on|went light on|scaled back) the {less}
I (cut|reduced) the {less} (in half|by half|to 1 cup|by 1/2 cup|to 3/4 cup)
I (used|added) (less|a little less|way less|much less|fewer|not as much) {less}
I only (used|put in|added) (1/2|half|one|1 tsp|1/4 cup|2) (the|of the|tsp of|cups of) {less}
I (didn't use|did not use|didn't put in|didn't add) (as much|as many|all of the|all the|quite as much) {less}
(Cut|Reduced|Halved|Cutting|Reducing) the {less} (and it was perfect|by half|)
I would (cut|reduce|use less|cut back on|cut down on) the {less} (next time|)
I (would|will) (leave out|omit|skip|not use) the {omit} next time
(Next time|Next time,) I (will|would) (use|try|substitute) {to} (instead of|for|in place of) {from}
(Can|Could|May) (I|you|this be made) (use|substitute|with) {to} (instead of|for|in place of) {from}?
(Has anyone|Have you) (tried|used|made it with) {to} (instead of|in place of) {from}?
(Can|Could) I (leave out|omit|skip) the {omit}?
(What|Which) can I (use|substitute) (instead of|for|in place of) {from}?
(Served|I served|We served|I serve) (it|this) (with|over|alongside) {x} (and|,) {x}
We had (it|this|ours) with {x} (on the side|and {x})
The {x} was (great|so good|too salty|dry|a bit bland|perfect|delicious)
(I love|We love|My kids love) the {x} (and|with) the {x} in (this|it)
I cooked the {x} in the (crockpot|slow cooker|oven|microwave) (first|instead of the stove)
I (browned|sauteed|cooked|fried|chopped) the {x} (and|with) the {x} (first|before adding the rest)
I added the {x} (last|at the end|before the {x}|after the {x}) (as directed|)
(The recipe|It) calls for {x} (and|but) I (followed it exactly|made it as written)
I used a (glass|metal|bigger) pan instead of (a|the) {x} pan
You can taste the {x} (and|but not) the {x}
I always have {x} and {x} on hand
(Mix|Stir|Combine) the {x} and {x} (together|well)
(I'm not a fan of|I don't usually like|My husband doesn't like) {x} but (loved|we all loved) this
Perfect (with|for) {x} season
It (tasted|tastes) (like|just like) {x}
It was (a bit|too) heavy on the {x}"""
