"""What the language model answered, and what it cost."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

moment = sa.BigInteger().with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "model_answers",
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.PrimaryKeyConstraint("question", name="pk_model_answers"),
    )
    op.create_index("ix_model_answers_at", "model_answers", ["at"])
    op.create_table(
        "model_spending",
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("tokens", sa.BigInteger, nullable=False),
        sa.Column("millionths", sa.BigInteger, nullable=False),
        sa.Column("fallbacks", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_model_spending"),
    )
