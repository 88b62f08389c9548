"""Documents to facts: what analysis reads of each text alone, kept with the text.

A run after one pull request moved reads the facts of one text, not of all.
"""

from dataclasses import replace
from functools import partial

from sepkit.model import Corpus, Facts, Meaning, ProposalKey, Touch, Verdict
from sepkit.pipeline.documents import Documents, inputs_of
from sepkit.pipeline.store import digest_of
from sepkit.sources import Repository


def with_facts(corpus: Corpus, repository: Repository, documents: Documents) -> Corpus:
    """Return a corpus whose proposals bring their facts, and whose documents have no blocks.

    Args:
        corpus: everything that was read.
        repository: where a document is read again whose blocks are not kept.
        documents: where they are kept.
    """
    from sepkit.analysis.attribution import is_compared, is_final
    from sepkit.analysis.judging import read_meaning, read_touches, stand
    from sepkit.analysis.requirements import Comparison
    from sepkit.analysis.touches import index_specification

    store = documents.store
    spec = corpus.specification.spec
    index = index_specification(spec)
    specification = digest_of((spec.revisions, spec.surfaces))
    comparison = Comparison(spec.requirements)
    required = digest_of(spec.requirements)
    facts: dict[ProposalKey, Facts] = {}
    for item in stand(corpus):
        entry, case = item.assembled.home.entry, item.case
        has_landed = is_final(case, corpus.dialect)
        of_text = (*inputs_of(entry), item.key)
        of_both = (*inputs_of(entry), has_landed, specification)
        meaning = store.get("meaning", of_text, Meaning)
        touches = store.get("touches", of_both, tuple[Touch, ...])
        if meaning is None or touches is None:
            document = documents.whole(repository, entry, case.document)
            if meaning is None:
                meaning = read_meaning(document, item.key)
                store.put("meaning", of_text, meaning)
            if touches is None:
                touches = read_touches(document, index, has_landed=has_landed)
                store.put("touches", of_both, touches)
        verdicts = None
        if is_compared(case, corpus.dialect):
            verdicts = store.made(
                "verdicts",
                (*of_text, required),
                tuple[Verdict, ...],
                partial(comparison.judge, meaning.requirements),
            )
        facts[item.key] = Facts(meaning=meaning, touches=touches, verdicts=verdicts)
    readings = tuple(
        replace(reading, document=replace(reading.document, blocks=()))
        if reading.document.blocks
        else reading
        for reading in corpus.readings
    )
    return replace(corpus, facts=facts, readings=readings)
