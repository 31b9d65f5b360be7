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
