"""What Alembic runs: the migrations, in the transaction of whoever asked for them."""

from alembic import context

from dashboard.releases.model import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
context.run_migrations()
