"""WeChat's XML: one level of fields, read without any document type or entity, and written."""

from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_ROOT = "xml"
_CUT = "]]]]><![CDATA[>"
"""How `]]>` is written inside CDATA."""

_UNWRITABLE = bytes({*range(0x20)} - {*b"\t\n\r"})
"""Control characters: no XML may hold them, yet WeChat passes on what people paste."""

Fields = dict[str, str]


class UnreadableXmlError(ValueError):
    """No XML, or XML with what could blow up or reach out."""


def read_xml(body: bytes) -> Fields:
    """The fields right below the root; what is nested deeper is no business of ours.

    Raises:
        UnreadableXmlError: It is malformed, or declares a document type or entity.
    """
    try:
        root = fromstring(body.translate(None, _UNWRITABLE), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise UnreadableXmlError("unreadable") from None
    if root.tag != _ROOT:
        raise UnreadableXmlError("another root")
    fields: Fields = {}
    for child in root:
        fields.setdefault(child.tag, child.text or "")
    return fields


def write_xml(**fields: str | int) -> str:
    """Fields as WeChat reads them: numbers bare, texts in CDATA."""
    return f"<xml>{''.join(_field(name, value) for name, value in fields.items())}</xml>"


def _field(name: str, value: str | int) -> str:
    shown = str(value) if isinstance(value, int) else f"<![CDATA[{value.replace(']]>', _CUT)}]]>"
    return f"<{name}>{shown}</{name}>"
