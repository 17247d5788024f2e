"""Addresses with a password in every form, and how each may be shown."""

PASSWORDS = {
    "postgresql://bot:s3cret@db.example/x": "postgresql://bot:•••@db.example/x",
    "postgresql://bot@db.example/x?password=s3cret": "postgresql://bot@db.example/x?password=•••",
    "postgresql://bot:a@b/c:s3cret@db.example/x": "postgresql://bot:•••@db.example/x",
    "postgresql://bot:a?s3cret@db.example/x": "postgresql://bot:•••@db.example/x",
    "postgresql://bot:s3#cret@db/x": "postgresql://bot:•••@db/x",
    "postgresql://db/x?sslmode=require&sslpassword=s3cret;passfile=s3cret":
        "postgresql://db/x?sslmode=require&sslpassword=•••;passfile=•••",
    "postgresql://db/x?PGPASSWORD=s3cret&user=ann": "postgresql://db/x?PGPASSWORD=•••&user=ann",
    "http://ann:s3cret@proxy:3128": "http://•••@proxy:3128",
    "https://s3cret@ex.com/f": "https://•••@ex.com/f",
    "https://ann:s3/cret@ex.com/f": "https://•••@ex.com/f",
    "https://ex.com/f?token=s3cret&n=1": "https://ex.com/f?token=•••&n=1",
    "failed with password=s3cret here": "failed with password=••• here",
    "host=db password='s3cret two' dbname=x": "host=db password=••• dbname=x",
    "host=db password = s3cret": "host=db password = •••",
    "Server=db;Uid=ann;Pwd=s3cret;": "Server=db;Uid=ann;Pwd=•••;",
    "postgresql:ann:s3cret@db/x": "postgresql:•••@db/x",
    "postgresql:/ann:s3cret@db/x": "postgresql:•••@db/x",
    "postgresql://db/x#password=s3cret": "postgresql://db/x#password=•••",
    "postgresql://db/x?pass%77ord=s3cret": "postgresql://db/x?pass%77ord=•••",
    "postgresql://db/x?password%3Ds3cret": "postgresql://db/x?•••",
    "postgresql://ann:s3cret@db:port/x": "postgresql://ann:•••@db:port/x",
}  # fmt: skip
