"""So many calls in so many seconds, and no more."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Throttle:
    """A sliding window: at most `calls` within any `seconds`. Clock and sleep can be given for tests.

    >>> waits, now = [], [0.0]
    >>> throttle = Throttle(2, 10, clock=lambda: now[0], sleep=waits.append)
    >>> for _ in range(3):
    ...     throttle.wait()
    >>> waits
    [10.0]
    """

    calls: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    made: deque[float] = field(default_factory=deque)

    def wait(self) -> None:
        """Wait until the next call is within the window, and count it."""
        now = self.clock()
        while self.made and now - self.made[0] >= self.seconds:
            self.made.popleft()
        if len(self.made) >= self.calls:
            pause = self.seconds - (now - self.made.popleft())
            self.sleep(pause)
            now += pause
        self.made.append(now)
