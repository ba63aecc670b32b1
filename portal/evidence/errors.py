"""Why a file is not taken."""

from portal.errors import Refused


class FileRefused(Refused):
    """The base of every no to a file."""

    code = "file_refused"
    status = 422


class FileEmpty(FileRefused):
    """There are no bytes in it."""

    code = "file_empty"


class FileTooLarge(FileRefused):
    """It is larger than `megabytes`."""

    code = "file_too_large"
    status = 413


class FileKindUnknown(FileRefused):
    """Its name has an ending that we do not take; `ending` is that ending, `allowed` are ours."""

    code = "file_kind_unknown"


class FileContentMismatch(FileRefused):
    """Its content is not what its name says; `ending` is what the name says."""

    code = "file_content_mismatch"


class ArchiveUnsafe(FileRefused):
    """It is an archive that would unpack to far more than it seems, is locked, or points out of itself."""

    code = "archive_unsafe"
