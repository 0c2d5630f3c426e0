"""Zotero's own items, as Better BibTeX exports them to JSON, turned into CSL items.

Types and fields are those of Zotero's schema (https://api.zotero.org/schema), with the CSL mapping that it gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kurilsearch.csl.items import read_item
from kurilsearch.csl.names import CslName, csl_name, name_of_parts
from kurilsearch.work import Item

_TYPES = {
    "journalArticle": "article-journal", "magazineArticle": "article-magazine", "newspaperArticle": "article-newspaper",
    "preprint": "article", "book": "book", "bookSection": "chapter", "conferencePaper": "paper-conference",
    "encyclopediaArticle": "entry-encyclopedia", "dictionaryEntry": "entry-dictionary", "thesis": "thesis",
    "report": "report", "webpage": "webpage", "blogPost": "post-weblog", "forumPost": "post", "presentation": "speech",
    "manuscript": "manuscript", "letter": "personal_communication", "email": "personal_communication",
    "interview": "interview", "map": "map", "film": "motion_picture", "videoRecording": "motion_picture",
    "audioRecording": "song", "podcast": "song", "radioBroadcast": "broadcast", "tvBroadcast": "broadcast",
    "artwork": "graphic", "patent": "patent", "statute": "legislation", "bill": "bill", "case": "legal_case",
    "hearing": "hearing", "computerProgram": "software", "dataset": "dataset", "standard": "standard",
}  # fmt: skip
_FIELDS = {
    "title": "title", "shortTitle": "title-short", "publicationTitle": "container-title",
    "bookTitle": "container-title", "proceedingsTitle": "container-title", "encyclopediaTitle": "container-title",
    "dictionaryTitle": "container-title", "websiteTitle": "container-title", "blogTitle": "container-title",
    "forumTitle": "container-title", "programTitle": "container-title",
    "journalAbbreviation": "container-title-short", "series": "collection-title", "seriesTitle": "collection-title",
    "seriesNumber": "collection-number", "volume": "volume", "issue": "issue", "numberOfVolumes": "number-of-volumes",
    "numPages": "number-of-pages", "pages": "page", "edition": "edition", "section": "section",
    "reportNumber": "number", "patentNumber": "number", "docketNumber": "number", "versionNumber": "version",
    "publisher": "publisher", "institution": "publisher", "university": "publisher", "company": "publisher",
    "network": "publisher", "studio": "publisher", "place": "publisher-place", "conferenceName": "event-title",
    "meetingName": "event-title", "thesisType": "genre", "reportType": "genre", "manuscriptType": "genre",
    "presentationType": "genre", "letterType": "genre", "websiteType": "genre", "archive": "archive",
    "archiveLocation": "archive_location", "callNumber": "call-number", "language": "language", "DOI": "DOI",
    "ISBN": "ISBN", "ISSN": "ISSN", "url": "URL", "date": "issued", "accessDate": "accessed",
    "originalDate": "original-date", "status": "status", "extra": "note",
}  # fmt: skip
_CREATORS = {
    "author": "author", "presenter": "author", "artist": "author", "podcaster": "author", "interviewee": "author",
    "inventor": "author", "programmer": "author", "cartographer": "author", "editor": "editor",
    "bookAuthor": "container-author", "translator": "translator", "seriesEditor": "collection-editor",
    "director": "director", "composer": "composer", "interviewer": "interviewer", "recipient": "recipient",
    "performer": "performer", "reviewedAuthor": "reviewed-author", "contributor": "contributor",
}  # fmt: skip


def zotero_item(value: Mapping[str, Any]) -> Item:
    """Return the CSL item of an item with Zotero's fields; the first of several fields for one variable holds."""
    item: dict[str, object] = {"type": _TYPES.get(str(value.get("itemType")), "document")}
    for field, variable in _FIELDS.items():
        if value.get(field) and variable not in item:
            item[variable] = value[field]
    for creator in value.get("creators") or ():
        if isinstance(creator, Mapping) and (name := _name(creator)):
            names = item.setdefault(_CREATORS.get(str(creator.get("creatorType")), "contributor"), [])
            if isinstance(names, list):
                names.append(name)
    return read_item(item)


def attached_files(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paths of an item's attachments, where the export has them."""
    attachments = value.get("attachments")
    return tuple(
        str(attachment.get("path") or attachment.get("localPath"))
        for attachment in (attachments if isinstance(attachments, list) else ())
        if isinstance(attachment, Mapping) and (attachment.get("path") or attachment.get("localPath"))
    )


def _name(creator: Mapping[str, Any]) -> CslName:
    if creator.get("name"):
        return csl_name(f"{{{creator['name']}}}")  # Zotero's single field is for institutions
    return name_of_parts(str(creator.get("lastName") or ""), str(creator.get("firstName") or ""))
