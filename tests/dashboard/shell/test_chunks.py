"""Streamlit's script in one module: each chunk once, complete when taken, refused if unknown."""

import pytest

from dashboard.shell import packing
from dashboard.shell.chunks import UnknownChunks, apart, join, needed

RUNTIME = "var e=1,o=(e,t,n)=>()=>{if(n)throw n[0];return e&&(t=e(e=0)),t};export{o as n};"
CHUNKS = {
    "rolldown-runtime.A.js": RUNTIME,
    "late.B.js": 'import{n as e}from"./rolldown-runtime.A.js";var a,i=e((()=>{a=7}));'
    "export{i as r,a as t};",
    "words.C.js": 'import"./late.B.js";function e(t){return`say ${t}`}export{e as t};',
    "index.D.js": "const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f="
    '["./late.B.js","./widget.E.js"])))=>i.map(i=>d[i]);\n'
    'import{t as e}from"./late.B.js";import{t as n}from"./words.C.js";'
    "var r=n(e),later=()=>import(`./late.B.js`),deps=__vite__mapDeps([0,1]);"
    "export{r as a,later as b,deps as c};",
    "widget.E.js": 'import{t as e}from"./words.C.js";import{a as t}from"./index.D.js";'
    'import{x as u}from"./plain.F.js";var n=[e(t),u,import(`./index.D.js`)];export{n as t};',
    "plain.F.js": "var e=5;export{e as x};",
}


def joined() -> tuple[list[str], str]:
    order = needed(CHUNKS, ["index.D.js"])
    return order, join(CHUNKS, order)


def test_every_chunk_that_a_page_needs_is_joined_once_after_what_it_imports():
    order, text = joined()
    assert order == ["rolldown-runtime.A.js", "late.B.js", "words.C.js", "index.D.js"]
    assert text.count("say ") == 1
    assert 'from"./' not in text
    assert text.endswith("export{vitrine$0,vitrine$1,vitrine$2,vitrine$3};\n")


def test_a_part_that_would_run_later_has_run_when_another_chunk_takes_what_it_makes():
    _, text = joined()
    late = text[text.index("const vitrine$1") : text.index("const vitrine$2")]
    assert late.index("a=7") < late.index(";i()") < late.index("return{")


def test_what_is_joined_is_neither_asked_for_again_nor_fetched_ahead():
    _, text = joined()
    assert "import(" not in text
    assert "Promise.resolve().then(()=>vitrine$1)" in text
    assert '.filter(each=>!["./rolldown-runtime.A.js","./late.B.js"' in text


def test_a_chunk_that_stays_a_file_takes_what_is_joined_from_the_joined_module():
    order, _ = joined()
    places = {name: place for place, name in enumerate(order)}
    text = apart("widget.E.js", CHUNKS["widget.E.js"], places)
    assert 'import{vitrine$2}from"./shell.js";' in text
    assert "const{t:e}=vitrine$2;" in text
    assert 'import{x as u}from"./plain.F.js";' in text
    assert "import(`./shell.js`).then(joined=>joined.vitrine$3)" in text


@pytest.mark.parametrize(
    "text",
    [
        'import e from"./words.C.js";export{e as t};',
        'var e=1;export{t as a}from"./words.C.js";',
        'import{t as e}from"./gone.js";export{e as t};',
        'import{t as e}from"./index.D.js";export{e as t};',
    ],
)
def test_a_form_that_is_not_known_is_refused_by_name(text):
    chunks = {**CHUNKS, "index.D.js": text}
    with pytest.raises(UnknownChunks, match="has a form that Vitrine does not know"):
        join(chunks, needed(chunks, ["index.D.js"]))


def test_the_installed_streamlit_has_the_known_form():
    texts = {
        path.name: path.read_text("utf-8")
        for path in (packing.STREAMLIT / "static/js").glob("*.js")
    }
    page = (packing.STREAMLIT / "index.html").read_text("utf-8")
    first = packing.SCRIPT.search(page)["name"]
    order = needed(texts, [first, packing.COMPONENT.search(texts[first])[1]])
    assert len(order) > 50
    assert join(texts, order)
    places = {name: place for place, name in enumerate(order)}
    for name in texts.keys() - places.keys():
        apart(name, texts[name], places)
