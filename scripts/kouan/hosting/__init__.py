"""Puts releases into a folder that any static host or object store serves, with an index of all versions.

    2026.11.0/            the files of a version, which never change
    latest/               the files of the highest version again, so that an address can stay the same
    docs/                 the pages of the documentation, where they are built
    index.html            every version and its files, in Chinese; index.en.html in English
    versions.json         the same for programs

Nothing in it is a link of the file system, and no page needs anything from elsewhere.
"""

from kouan.hosting.publish import publish_release

__all__ = ["publish_release"]
