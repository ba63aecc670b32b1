"""The gettext catalogues: read and judged, which languages they let us offer, and how they are brought up to date.

`faults` and `offered` run at every start; `extracting`, `updating` and `reporting` are `portal translate`.
"""
