"""The MkDocs plugin: the register's pages inside any MkDocs site."""
