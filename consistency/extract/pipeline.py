"""The spaCy pipeline: a tokenizer for mixed Chinese and English, and a component that finds the claims.

>>> import consistency
>>> nlp = consistency.load()
>>> doc = nlp("支持IPX8防水，5000mAh battery")
>>> [token.text for token in doc]
['支持', 'IPX8', '防水', '，', '5000mAh', 'battery']

The claims are `doc.spans["claims"]`: each span's label is the claim's attribute, and `span._.parameter`
its parameter as the result format has it, or None. Checking needs no spaCy; the component calls what
`consistency.extract` calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from consistency.extract.chunks import read
from consistency.extract.claims import assertions, attribute_name
from consistency.extract.stream import HAN

_LETTER = rf"(?:(?![{HAN}])[^\W_])"
_PIECE = re.compile(
    r"(?P<blank>\s+)"
    rf"|(?P<han>[{HAN}]+)"
    rf"|{_LETTER}+(?:(?:(?<=\d)[.,](?=\d)|(?<=[^\W\d_])['’](?=[^\W\d_])){_LETTER}+)*"  # IPX8, 5,000mAh, don't
    r"|.",
    re.DOTALL,
)


class Tokenizer(DummyTokenizer):  # its methods that read and write do nothing: there is nothing to keep
    """Cut a text at spaces, signs and between scripts, and Chinese between the terms that the lexicon knows."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for piece in pieces(text):
            if piece[0] == " " and words and not spaces[-1]:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


def pieces(text: str) -> Iterator[str]:
    """Yield the pieces of `text`, white space among them; joined they are `text` again."""
    edges = {edge for c in read(text).chunks if c.senses or c.mention for edge in (c.start, c.end)}
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match.lastgroup == "han":
            for edge in range(start + 1, end):
                if edge in edges:
                    yield text[start:edge]
                    start = edge
        yield text[start:end]


class ClaimFinder:
    """The component `consistency_claims`: put the claims of a document into `doc.spans[spans_key]`."""

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        found = assertions(doc.text)
        _split(doc, {edge for claim in found for edge in (claim.start, claim.end)})
        spans = []
        for claim in found:
            span = doc.char_span(claim.start, claim.end, label=attribute_name(claim))
            if span is not None:  # never None, for tokens now end where the claims do
                span._.parameter = claim.mentions[0].parameter.to_dict() if claim.mentions else None
                spans.append(span)
        doc.spans[self.spans_key] = spans
        return doc


def _split(doc: Doc, edges: set[int]) -> None:
    """Split the tokens that run over an edge, so that every claim is a span whatever tokenizer made the document."""
    with doc.retokenize() as retokenizer:
        for token in doc:
            inner = sorted(edge - token.idx for edge in edges if token.idx < edge < token.idx + len(token))
            if inner:
                cuts = [0, *inner, len(token)]
                orths = [token.text[a:b] for a, b in pairwise(cuts)]
                retokenizer.split(token, orths, heads=[(token, i) for i in range(len(orths))])


@Language.factory("consistency_claims", default_config={"spans_key": "claims"}, assigns=["doc.spans"])
def make_claims(nlp: Language, name: str, spans_key: str) -> ClaimFinder:
    """Make the component; `spans_key` names its group of spans in `doc.spans`."""
    if not Span.has_extension("parameter"):
        Span.set_extension("parameter", default=None)
    return ClaimFinder(spans_key)


@registry.tokenizers("consistency_tokenizer")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """Return what makes the tokenizer of a pipeline, for spaCy's registry."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create


def load(name: str = "xx") -> Language:
    """Return a blank pipeline of the language `name` that tokenizes mixed text and finds claims.

    Add it to your own components, or add the component "consistency_claims" to your own pipeline.
    """
    nlp = spacy.blank(name, config={"nlp": {"tokenizer": {"@tokenizers": "consistency_tokenizer"}}})
    nlp.add_pipe("consistency_claims")
    return nlp
