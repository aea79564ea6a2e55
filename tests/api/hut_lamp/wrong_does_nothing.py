import os
import time

BASE = os.environ["LAB_BASE"]
time.sleep(10)
