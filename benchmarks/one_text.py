"""The floor of Streamlit itself: a button that changes one text, under the dashboard's settings."""

import argparse
from pathlib import Path

import streamlit as st
import uvicorn

SCRIPT = """
import streamlit as st

count = st.session_state.get("count", 0)
if st.button("Next"):
    count += 1
    st.session_state["count"] = count
st.text(f"Text {count}")
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_text", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the script may be written")
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    script = arguments.folder / "one_text_page.py"
    script.write_text(SCRIPT, "utf-8")
    uvicorn.run(
        st.App(script),
        host="127.0.0.1",
        port=arguments.port,
        log_level="warning",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
    )


if __name__ == "__main__":
    main()
