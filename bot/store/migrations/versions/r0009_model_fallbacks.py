"""Why the extractive brief stood in for the language model's, a day and a cause."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "model_fallbacks",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("cause", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    with op.batch_alter_table("model_spending") as table:
        table.drop_column("fallbacks")
