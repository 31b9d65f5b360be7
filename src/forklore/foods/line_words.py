"""The words by which preparation, size and remarks are told from the name of a food in an ingredient line."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _any(text: str) -> str:
    """Make one pattern of phrases parted by blanks, "_" standing for a blank inside a phrase."""
    return "(?:" + "|".join(phrase.replace("_", r"\s") for phrase in text.split()) + ")"


# What was done to a food, wherever it stands before the noun: "fresh chopped parsley" is fresh parsley.
DONE = _words(
    "chopped grated sliced minced shredded diced peeled toasted crumbled cubed squeezed drained melted sifted seeded"
    " cracked trimmed beaten cleaned boned torn softened snipped halved julienned shaved shucked hulled rinsed cored"
    " quartered stemmed thawed skinned strained unsifted washed picked deveined scraped cooled defrosted ripped soaked"
    " wilted zested warmed moistened deseeded destoned stoned scrubbed separated scored dissolved well-drained"
    " well-chilled julienne spiralized spiralised slivered pulverized pureed puréed crushed bruised smashed flattened"
    " pounded hand-torn fresh-squeezed hard-cooked chilled refrigerated uncooked deribbed lukewarm mashed steamed"
    " unbeaten shelled split thinly-sliced finely-chopped cooked topped tailed filleted debearded tied well-rinsed"
    " well-beaten pared de-seeded podded sieved heated husked undrained cut broken fresh-grated ready-cut packed"
    " imported removed discarded reserved"
)
# What such words belong to, for they make it another food: "minced beef" is not beef that someone minced at home.
TOGETHER = frozenset(
    (done, noun)
    for done, nouns in {
        "crushed": "tomato tomatoes pineapple",
        "minced": "beef pork lamb turkey chicken veal meat",
        "mashed": "potato potatoes",
        "shredded": "coconut wheat",
        "cut": "pork green oats",
        "small": "pasta",
        "medium": "barley",
        "sliced": "bread",
        "cooked": "chickpeas",
    }.items()
    for noun in nouns.split()
)
# Said before such a word, and dropped with it: "freshly ground", "very finely chopped".
HOW = _words(
    "finely freshly coarsely thinly roughly lightly thickly well very fully diagonally crosswise lengthwise neatly"
    " newly recently partially slightly carefully loosely firmly tightly gently fine thin thick rough cleanly evenly"
    " really hard quite just fairly"
)
# Only with a word of HOW before them ("freshly ground pepper"), or after the noun ("pepper, ground").
DONE_HOW = _words("ground baked whipped roasted milled fried cured made squeezed pressed boiled cooked dried popped")
# What a part says that tells which part of the food is meant, or what became of it, and names none.
PART_WORDS = _words(
    "part parts only tops removed discarded reserved trimmed separated scooped scraped attached meat split tail tails"
)
SIZE = _words(
    "large medium small medium-size medium-sized medium-large extra-large large-size tiny jumbo big miniature"
    " large-sized small-sized larger smaller good-sized good-size bite-size bite-sized medium-to-large even-sized"
)
# Words that do not name a food by themselves: a first part made of them only goes on after the comma.
ADJECTIVES = _words(
    "skinless boneless fresh ripe firm dry dried green red yellow white black brown purple lean thick thin hot"
    " mild sweet sour bitter cold warm raw frozen canned low-fat nonfat fat-free low-sodium salted unsalted organic"
    " unbleached bleached all-purpose plain whole skin-on bone-in unsweetened sweetened good-quality free-range crusty"
    " soft hard smoked unsmoked mixed light dark pure extra-virgin extra virgin fine coarse granulated instant natural"
    " homemade low-salt reduced-sodium reduced-fat full-fat pitted young tender baby wild kosher thick-cut"
    " center-cut streaky floury waxy unwaxed seedless stale day-old tart crisp new old imported"
    " live kalamata ready-made ready-to-use stoneground part-skim semi-skimmed strong dense"
    " slightly good quality best fat-trimmed long-grain short-grain medium-grain high-quality aged low-moisture"
    " or and very roasted leftover reduced dry-roasted oil-packed oil-cured meaty fatty fleshy small flat round"
).union(SIZE, DONE)

_TO_DO = _any(
    "taste serve garnish decorate finish cover coat grease dust season sprinkle drizzle make brush glaze fry top fill"
    " yield accompany form thin moisten cook line spread"
)
_NUMBER = r"(?:\d+|one|two|three|four|half|½|¼|¾)"
_PREPOSITION = _any("in with into from on under over by until through lengthwise crosswise clean across about")
# "packed in oil" and "stuffed with rice" belong to the name, "simmered in water" does not.
_LASTING = _any("canned packed dried stuffed preserved filled flavou?red seasoned smoked cured marinated based")
_PARTS = _any(
    "stones? seeds? skins? stems? stalks? ends shells? leaves rinds? crusts? bones? peel tops? fat tails? pods?"
)
_GONE = _any(
    "removed discarded reserved picked trimmed cut finely left stripped separated only attached torn scraped scrubbed"
)
_CUTS = (
    rf"for(?=\s)(?!\s+all\b)|to {_TO_DO}\b",
    r"as (?:needed|required|desired|necessary|garnish|a garnish|an accompaniment|accompaniment)\b",
    r"such as\b|like\b|plus\b|preferably\b|about\b(?=\s+\S)|approximately\b|each\b|per\b|available\b|see\b|until\b",
    r"or (?:more|less|to taste|as|any|so|use|substitute|enough|your|about|equivalent|even)\b",
    r"or (?:an? \w+ of|half (?:a|the)|(?:one|two|three|four|five|six)\b)|or\s+(?=[\d½¼¾⅓⅔⅛])",
    r"if (?:needed|desired|necessary|available|you|using|not|possible|liked|preferred|large|small)\b",
    r"cut (?:in|into|on|from|crosswise|lengthwise|across|up)\b|at room\b|in their\b|made (?:from|with|according)\b",
    r"depending\b|optional\b|divided\b|left (?:in|over|whole)\b|removed from\b|according\b|using\b|used\b|weighing\b",
    r"from (?:about|above|the|\d|a|an|one|two|your)\b|recipe\b(?=\s+(?:follows|below|above))|that\b|which\b|whatever\b",
    r"(?:o )?al gusto\b|a gusto\b|q\.\s?b\.|quanto basta\b|om te\b|zu[mr] \w+en\b|nach (?:geschmack|belieben)\b",
    r"til (?:pensling|stegning|servering|pynt)\b|para (?:decorar|espolvorear|servir|untar)\b",
    r"totall?ing\b|of (?:any|your)\b|mixed (?:with|in)\b|either\b|in\s+(?=[\d½¼¾])|your favou?rite\b|not (?!just\b)\w+",
    rf"(?!{_LASTING}\b)\w{{3,}}ed {_PREPOSITION}\b",
    rf"{_PARTS} {_GONE}\b",
    r"with (?:skin|their|some|juices?|liquid|a|an|stems?|tops?|plenty|syrup|the|about|tails?|shells?|extra)\b",
    rf"{_NUMBER}[\s-]+(?:inch|inches|cm|oz|ounces?|g|ml|pounds?|lbs?|cups?|tablespoons?)\b",
)
# Where a name ends and a remark or a purpose begins.
CUT = re.compile(rf"\s*(?:(?<![\w'’-])(?:{'|'.join(_CUTS)})|\*|\s[-–—]+\s|:\s|/(?=\s?[\d½¼¾]))", re.IGNORECASE)
OPTIONAL = re.compile(
    r"\boptional|\bif (?:desired|you like|liked|wished|using)\b|\bfacultatif|\bnach belieben|\bopcional", re.IGNORECASE
)
# How a part that tells a preparation begins, when its first word is none of DONE.
PREPARED = re.compile(
    r"(?:cut|at room|in \d|torn|into|room temp|leaves (?:removed|picked|only|torn)|seeds?|skin(?:s|ned)?\b|zest|juice"
    r"|juiced|grated|finely|peel|stems?\b|ends\b|crust|rind|bones?\b|fat\b|cooked|roasted|rinsed|warmed|left|with"
    r"|without|pitted|packed|mashed|toasted|separated|excess|tough|outer|tails?|shells?|(?:large|small) (?:dice|chunks)"
    r"|\w+ed\b|\d+[\s/-][^,]{0,40}\b(?:removed|sliced|chopped))",
    re.IGNORECASE,
)
REMARK = re.compile(
    r"(?:or\b|plus\b|such as\b|preferably\b|about\b|approx|see\b|more\b|to taste|for\b|optional|if\b|like\b|divided"
    r"|depending|white (?:and|part)|green (?:and|part)|including\b|with\b|homemade\b|available|fresh or|such\b|and\b"
    r"|at least|each\b|recipe|note|not\b|as\b|per\b|total|\d|to (?:serve|garnish|decorate|finish))",
    re.IGNORECASE,
)
# Words after a name that are its unit: "3 garlic cloves", "2 celery ribs".
UNIT_AFTER = re.compile(
    r"(?P<name>(?:.*\s)?(?:garlic|celery|lemongrass|asparagus|fennel|ciabatta|bread|toast|thyme|rosemary|parsley|mint"
    r"|dill|tarragon|oregano|basil|sage|marjoram|cilantro|coriander|chervil|gelatine?))"
    r"\s+(?P<unit>cloves?|sticks?|ribs?|stalks?|sprigs?|bulbs?|spears?|heads?|loaf|loaves|rashers?|sheets?)",
    re.IGNORECASE,
)
_HOW_DONE = (
    r"(?:(?:finely|freshly|coarsely|thinly)\s)?"
    r"(?:(?:grated|squeezed|pared|sliced|minced|chopped|shredded|strips of)\s)?"
)
_PART_OF = r"(?:juice|zest|rind|peel|pulp|seeds|leaves|tips|stalks|stems|greens|fronds)"
# "Juice and grated zest of 1 lemon": the amount and the food follow.
OF_FIRST = re.compile(
    rf"(?P<what>(?:the\s)?{_HOW_DONE}{_PART_OF}(?:,?\s(?:and|&|or|plus)\s{_HOW_DONE}{_PART_OF})?\s+(?:(?:of|from)\s+)?)"
    r"(?=(?:an?|one|two|half|about|the|\d|[½¼¾⅓⅔]|lemons?\b|limes?\b|oranges?\b))",
    re.IGNORECASE,
)
# "Garnish: lemon wedges": what stands before the colon is a remark.
LABEL = re.compile(
    r"(?P<label>(?:optional\s)?(?:garnish(?:es)?|accompaniments?|toppings?|to serve|for serving|for garnish)"
    r"(?:\sif desired)?(?:\s\(optional\))?):\s*(?=\S)",
    re.IGNORECASE,
)
BULLET = re.compile(r"^[\s•·▪◦‣*☐□✓–—-]+(?=\S)")
CHOICE = re.compile(r",?\s(?:and/or|or)\s.*", re.IGNORECASE)
# "carotte(s)", and "colher (sopa)" for colher de sopa.
PLURAL = re.compile(r"(?<=\w)\((?:e?s|e?n|x)\)", re.IGNORECASE)
PORTUGUESE = re.compile(r"\b(colher(?:es)?|xícaras?)\s*\((?:de\s+)?(sopa|chá|café)\)(?:\s+de(?=\s))?", re.IGNORECASE)
