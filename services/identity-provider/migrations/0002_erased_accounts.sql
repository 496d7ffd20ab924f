-- The account of an erased person goes; his public reference stays taken in the directory.
grant delete on accounts, passwords to campus_identity_provider;
