"""The threads of linear algebra in this process."""

from functools import cache

from threadpoolctl import threadpool_limits


@cache
def one_blas_thread() -> None:
    """For this process, as implicit demands: its own threads and BLAS's would fight."""
    threadpool_limits(limits=1, user_api="blas")
