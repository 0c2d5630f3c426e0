"""Where the library is, and what its settings may say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilsearch.errors import NoLibraryError, SettingsError
from kurilsearch.library.settings import find_settings, init_library, read_settings


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder, with no library named."""
    monkeypatch.delenv("KURILSEARCH_LIBRARY", raising=False)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")


def library(folder: Path, text: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kurilsearch.toml").write_text(text, encoding="utf-8")
    return folder


def test_an_empty_file_means_all_of_the_folder(tmp_path: Path) -> None:
    folder = library(tmp_path / "thesis")
    settings = find_settings(folder)
    assert settings.folder == folder
    assert settings.sources == (folder,)
    assert settings.index == folder / ".kurilsearch"
    assert (settings.engine, settings.exclude, settings.language) == (None, (), None)
    assert settings.file == folder / "kurilsearch.toml"


def test_every_key_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    (folder / "papers").mkdir(parents=True)
    (tmp_path / "notes.md").touch()
    library(
        folder,
        'sources = ["papers", "../notes.md"]\nindex = "../index"\nengine = "whoosh"\n'
        'exclude = ["*.tmp", "drafts/*"]\nlanguage = "ja"\n',
    )
    settings = find_settings(folder)
    assert settings.sources == (folder / "papers", tmp_path / "notes.md")
    assert settings.index == tmp_path / "index"
    assert settings.engine == "whoosh"
    assert settings.exclude == ("*.tmp", "drafts/*")
    assert settings.language == "ja"


def test_a_pyproject_may_hold_the_settings(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.kurilsearch]\nsources = ["seeds"]\nindex = "index"\n')
    settings = find_settings(tmp_path)
    assert settings.sources == (tmp_path / "seeds",)
    assert settings.index == tmp_path / "index"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "kurilsearch.toml").write_bytes(b"\xef\xbb\xbflanguage = 'ru'\n")
    assert find_settings(tmp_path).language == "ru"


# Which library is meant


def test_the_named_folder_comes_first_then_the_environment_then_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, environment, above = (library(tmp_path / name) for name in ("named", "environment", "above"))
    (above / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(above / "a" / "b")
    assert find_settings().folder == above
    monkeypatch.setenv("KURILSEARCH_LIBRARY", str(environment))
    assert find_settings().folder == environment
    assert find_settings(named).folder == named


def test_the_nearest_library_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library(tmp_path)
    inner = library(tmp_path / "inner")
    monkeypatch.chdir(inner)
    assert find_settings().folder == inner


def test_kurilsearch_toml_wins_over_pyproject_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.kurilsearch]\nlanguage = "en"\n')
    library(tmp_path, 'language = "ja"\n')
    assert find_settings(tmp_path).language == "ja"


@pytest.mark.parametrize("text", ["[project]\nname = 'x'\n", "this is = not [toml", "[tool.other]\nx = 1\n"])
def test_the_pyproject_of_another_project_is_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    library(tmp_path)
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "pyproject.toml").write_text(text)
    monkeypatch.chdir(tmp_path / "code")
    assert find_settings().folder == tmp_path


def test_the_settings_file_itself_may_be_named(tmp_path: Path) -> None:
    folder = library(tmp_path / "thesis")
    assert find_settings(folder / "kurilsearch.toml").folder == folder


def test_without_a_library_it_says_what_to_type() -> None:
    with pytest.raises(NoLibraryError) as error:
        find_settings()
    assert "No library here" in error.value.message
    assert error.value.hint is not None and "kurilsearch init" in error.value.hint


def test_a_folder_that_is_no_library_is_not_taken_for_one(tmp_path: Path) -> None:
    with pytest.raises(NoLibraryError, match=r"is not a library. Type `kurilsearch init"):
        find_settings(tmp_path / "elsewhere")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_inside_a_library_is_pointed_to_it(tmp_path: Path) -> None:
    library(tmp_path)
    with pytest.raises(NoLibraryError) as error:
        find_settings(tmp_path / "elsewhere")
    assert error.value.hint == f"Name that one: --library {tmp_path}"


def test_a_wrong_environment_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KURILSEARCH_LIBRARY", str(tmp_path / "gone"))
    with pytest.raises(NoLibraryError, match="named by KURILSEARCH_LIBRARY"):
        find_settings()


# What is wrong with a file


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('source = ["papers"]', "unknown key `source`", "Did you mean `sources`?"),
        (
            "colour = true",
            "unknown key `colour`",
            "The keys are sources, index, engine, exclude, language, style, url, ca, shards, replicas",
        ),
        ('sources = "papers"', 'sources must be a list, not "papers"', 'Write sources = ["…"]'),
        ("sources = [1]", "sources must hold texts, not 1", 'Write sources = ["…"]'),
        ("sources = []", "sources is empty", 'Name at least one folder, or leave the line out to mean ["."]'),
        ('sources = ["gone"]', "gone does not exist", "Make it, or correct `sources` there"),
        ("index = 3", "index must be text, not 3", 'Write index = "…"'),
        ('index = "."', "which holds sources", 'Give it a folder of its own: ".kurilsearch"'),
        ('engine = ""', 'engine must be text, not ""', 'Write engine = "…"'),
        ("exclude = [[]]", "exclude must hold texts, not []", 'Write exclude = ["…"]'),
        ("language = 2026-01-01", 'language must be text, not "2026-01-01"', 'Write language = "…"'),
        ("index = ", "is not valid TOML", "Correct that line"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(tmp_path: Path, text: str, message: str, hint: str) -> None:
    library(tmp_path, text)
    with pytest.raises(SettingsError) as error:
        find_settings(tmp_path)
    assert "kurilsearch.toml" in error.value.message
    assert message in error.value.message
    assert error.value.hint == hint
    assert error.value.exit_code == 2


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "kurilsearch.toml").write_bytes(b'language = "\xff"\n')
    with pytest.raises(SettingsError, match=r"not UTF-8 text \(byte 12\)"):
        find_settings(tmp_path)


def test_our_table_must_be_a_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\nkurilsearch = 1\n")
    with pytest.raises(SettingsError, match=r"tool.kurilsearch is not a table"):
        find_settings(tmp_path)


def test_a_pyproject_named_by_hand_must_have_our_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(SettingsError, match=r"no \[tool.kurilsearch\] table"):
        read_settings(tmp_path / "pyproject.toml")


# Making a library


def test_init_takes_all_of_the_folder(tmp_path: Path) -> None:
    settings = init_library(tmp_path)
    assert settings == find_settings(tmp_path)
    assert settings.sources == (tmp_path,)
    assert [path.name for path in tmp_path.iterdir() if path.name != "elsewhere"] == ["kurilsearch.toml"]


def test_init_writes_a_short_commented_file(tmp_path: Path) -> None:
    init_library(tmp_path)
    text = (tmp_path / "kurilsearch.toml").read_text(encoding="utf-8")
    assert 'sources = ["."]' in text
    assert len(text.splitlines()) <= 12
    assert text.startswith("# ")


def test_the_commented_settings_of_a_new_file_are_valid_ones(tmp_path: Path) -> None:
    init_library(tmp_path)
    file = tmp_path / "kurilsearch.toml"
    uncommented = [line.removeprefix("# ") if " = " in line else line for line in file.read_text().splitlines()]
    file.write_text("\n".join(uncommented), encoding="utf-8")
    settings = read_settings(file)
    assert (settings.engine, settings.exclude, settings.language) == ("whoosh", ("drafts/*",), "en")


def test_init_takes_the_sources_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    assert init_library(tmp_path, ["papers", "elsewhere"]).sources == (tmp_path / "papers", tmp_path / "elsewhere")


def test_init_refuses_to_overwrite(tmp_path: Path) -> None:
    library(tmp_path, "# mine\n")
    with pytest.raises(SettingsError, match=r"is a library already: kurilsearch.toml says so"):
        init_library(tmp_path)
    assert (tmp_path / "kurilsearch.toml").read_text() == "# mine\n"


def test_init_sees_a_library_in_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.kurilsearch]\n")
    with pytest.raises(SettingsError, match=r"pyproject.toml says so"):
        init_library(tmp_path)


def test_init_wants_folders_that_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no folder"):
        init_library(tmp_path / "gone")
    with pytest.raises(SettingsError, match="Sources are named from"):
        init_library(tmp_path, ["gone"])
    assert not (tmp_path / "kurilsearch.toml").exists()


OTHER_NAMES = ("kurilsearch.toml", "pyproject.toml", ".", "..")
FILE_NAMES = st.text(st.characters(exclude_characters="/\\\0", exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(name=FILE_NAMES.filter(lambda name: name.strip() and name not in OTHER_NAMES))
def test_any_file_name_survives_the_way_through_toml(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("library")
    try:
        (folder / name).touch()
    except OSError:
        return  # a name that this system does not allow
    assert init_library(folder, [name]).sources == (folder / name,)
