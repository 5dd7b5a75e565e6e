"""Who is signed in, on both kinds of database."""

from datetime import timedelta

from sqlalchemy import select

from dashboard.releases.database import Sessions, reading
from dashboard.releases.model import SignIn
from dashboard.releases.sign_ins import end_all_but, sign_in, sign_out, who_is
from tests.small_release import BRAND, REVIEWER


def test_a_token_tells_who_is_signed_in(record: Sessions) -> None:
    token, other = sign_in(record, REVIEWER), sign_in(record, BRAND)
    assert (who_is(record, token), who_is(record, other)) == (REVIEWER.id, BRAND.id)


def test_a_sign_in_ends_at_once_when_signed_out(record: Sessions) -> None:
    token, elsewhere = sign_in(record, REVIEWER), sign_in(record, REVIEWER)
    sign_out(record, token)
    assert who_is(record, token) is None
    assert who_is(record, elsewhere) == REVIEWER.id


def test_an_expired_sign_in_is_nobody(record: Sessions) -> None:
    assert who_is(record, sign_in(record, REVIEWER, timedelta(seconds=-1))) is None


def test_an_invented_token_is_nobody(record: Sessions) -> None:
    for token in ("", "x", "\udcff", "' OR 1=1 --"):
        assert who_is(record, token) is None
        sign_out(record, token)


def test_the_token_itself_is_not_stored(record: Sessions) -> None:
    token = sign_in(record, REVIEWER)
    with reading(record) as session:
        stored = session.scalars(select(SignIn)).one()
    assert token not in repr(stored)
    assert len(stored.token_digest) == 64


def test_a_sign_in_that_is_over_leaves_no_row(record: Sessions) -> None:
    sign_out(record, sign_in(record, REVIEWER))
    sign_in(record, REVIEWER, timedelta(seconds=-1))
    standing = sign_in(record, BRAND)
    with reading(record) as session:
        assert session.scalars(select(SignIn.person_id)).all() == [BRAND.id]
    assert who_is(record, standing) == BRAND.id


def test_whoever_is_not_listed_is_signed_out_everywhere(record: Sessions) -> None:
    gone, stays = sign_in(record, REVIEWER), sign_in(record, BRAND)
    end_all_but(record, [BRAND.id])
    end_all_but(record, [BRAND.id, REVIEWER.id])
    assert (who_is(record, gone), who_is(record, stays)) == (None, BRAND.id)
    end_all_but(record, [])
    assert who_is(record, stays) is None
