"""Our own modules in one response: none twice, none left out, refused if written otherwise."""

import pytest

from dashboard.routes import front
from dashboard.shell.modules import UnknownForm, join, needed

MODULES = {
    "page/page.js": '// A page.\n\nimport { a as b, c } from "../tile/a.js";\n'
    'import whole from "./whole.js";\n\n'
    "export default function mount() {\n  return b + c + whole;\n}\n",
    "page/whole.js": "export default function () {\n  return 1;\n}\n",
    "tile/a.js": "export const a = 1;\nexport async function c() {}\nexport class D {}\n",
    "tile/other.js": "export const other = 1;\n",
}


def test_a_page_gets_its_module_and_all_that_this_imports():
    assert needed(MODULES, ["page/page.js"]) == ["page/page.js", "tile/a.js", "page/whole.js"]
    text = join(MODULES, ["page/page.js"])
    assert "const { a: b, c } = need('tile/a.js');" in text
    assert "const { default: whole } = need('page/whole.js');" in text
    assert "get default() { return mount; }" in text
    assert "get default() { return unnamed; }" in text
    assert "get D() { return D; }" in text
    assert "other" not in text
    assert "A page." not in text


@pytest.mark.parametrize(
    "line", ['import "../tile/a.js";', "export { a };", 'import * as a from "./a.js";', "export *"]
)
def test_another_form_is_refused_by_name(line):
    with pytest.raises(UnknownForm, match=r"page/page\.js: `"):
        join({**MODULES, "page/page.js": f"{line}\n"}, ["page/page.js"])


@pytest.mark.parametrize("folder", front.folders())
def test_every_folder_of_ours_can_be_joined(folder):
    assert f"{folder}/{folder}.js" in front.encoded(folder).plain.decode()
