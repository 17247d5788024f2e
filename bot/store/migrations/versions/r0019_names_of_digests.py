"""Several digests a channel, told apart by their names."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    with op.batch_alter_table("subscriptions") as table:
        table.add_column(_name())
        table.drop_constraint("pk_subscriptions", type_="primary")
        table.create_primary_key("pk_subscriptions", ["channel", "name"])
    with op.batch_alter_table("deliveries") as table:
        table.add_column(_name())
        table.drop_constraint("uq_deliveries_channel", type_="unique")
        table.create_unique_constraint("uq_deliveries_channel", ["channel", "name", "date"])


def _name() -> sa.Column[str]:
    return sa.Column("name", sa.Text, nullable=False, server_default="")
