"""The product's way to hash passwords, slow on purpose, and one for tests that sign in."""

from argon2 import PasswordHasher

from api.people import passwords

SLOW = passwords.hasher
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
