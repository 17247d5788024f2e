"""Posts by the channel or thread that they stand in."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for column in ("channel", "thread"):
        op.create_index(f"ix_posts_{column}", "posts", [column])
