from benchmarks.line_ids import ids_as_edited


def test_a_line_typed_over_keeps_its_id_and_a_new_one_has_its_own() -> None:
    parent = ["200 g butter", "4 eggs", "1 pinch salt"]
    fork = ["1 lemon", "4 eggs, beaten", "150 ml olive oil"]
    changes = [
        {"kind": "replace", "from": ["butter"], "to": ["olive oil"]},
        {"kind": "omit", "from": ["salt"], "to": []},
        {"kind": "add", "from": [], "to": ["lemon"]},
    ]
    assert ids_as_edited(parent, fork, changes) == ["new0", "p1", "p0"]


def test_one_line_parted_in_two_gives_its_id_once() -> None:
    ids = ids_as_edited(["salt and pepper", "2 onions"], ["salt", "pepper", "2 onions"], [])
    assert ids.count("p0") == 1
    assert ids[2] == "p1"


def test_of_two_foods_that_became_one_the_more_alike_keeps_its_line() -> None:
    changes = [{"kind": "replace", "from": ["yellow peas", "green peas"], "to": ["green peas"]}]
    assert ids_as_edited(["1 cup yellow peas", "1 cup green peas"], ["2 cups green peas"], changes) == ["p1"]


def test_of_two_lines_with_a_name_the_one_that_did_not_stay_was_typed_over() -> None:
    parent = ["85 g golden caster sugar", "2 tsp caster sugar"]
    fork = ["85 g golden caster sugar", "2 tsp icing sugar"]
    changes = [{"kind": "replace", "from": ["caster sugar"], "to": ["icing sugar"]}]
    assert ids_as_edited(parent, fork, changes) == ["p0", "p1"]


def test_a_line_in_wholly_other_words_was_typed_over_in_its_place() -> None:
    assert ids_as_edited(["2 eggs", "red wine"], ["2 eggs", "merlot"], []) == ["p0", "p1"]


def test_a_food_named_otherwise_than_written_keeps_its_line() -> None:
    changes = [{"kind": "less", "from": ["white sugar"], "to": ["white sugar"]}]
    assert ids_as_edited(["1 cup white sugar"], ["3/4 cup caster sugar"], changes) == ["p0"]
