"""What the guest uses of greenlet, on threads of the operating system: the oracle for the scheduler.

Each greenlet is a thread of its own, and whoever switches hands its baton on and waits until it comes back. So the
interpreter itself keeps apart what belongs to a thread: its stack, its exceptions, its context variables, its
running event loop. A program must do the same here as on greenlets.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock, get_ident, start_new_thread  # the real ones: the guest replaces them later


class greenlet:  # noqa: N801  # the name that it stands for
    def __init__(self, run=None, parent=None):
        self.run = run
        self.parent = parent
        self._thread = None
        self._baton = allocate_lock()
        self._baton.acquire()

    def switch(self):
        me = getcurrent()
        self._take_over()
        me._baton.acquire()

    @property
    def gr_frame(self):
        return sys._current_frames().get(self._thread)

    def _live(self):
        self.run()
        self.parent._take_over()

    def _take_over(self):
        _running[:] = [self]
        if self._thread is None:
            self._thread = start_new_thread(self._live, ())
        else:
            self._baton.release()


def getcurrent():
    return _running[0]


_running = [greenlet()]
_running[0]._thread = get_ident()
