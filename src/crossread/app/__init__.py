"""The local web app: a library of stories, each a page to judge. Needs the extra ``crossread[app]``."""
