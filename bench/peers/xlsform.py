"""Measures pyxform: reads a workbook from the first file named, writes the processor's milliseconds to the second."""

import json
import statistics
import sys
import time
from pathlib import Path

from pyxform.xls2xform import convert

text = Path(sys.argv[1]).read_text(encoding="utf-8")
times = []
for _round in range(json.loads(text)["rounds"] + 1):
    workbook = json.loads(text)["workbook"]
    start = time.process_time()
    convert(workbook)
    times.append((time.process_time() - start) * 1000)
Path(sys.argv[2]).write_text(json.dumps(statistics.median(times[1:])), encoding="utf-8")
