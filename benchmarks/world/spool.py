"""Keeps made-up meetings until they are loaded: what it takes to make them up is no part of what loading takes."""

import pickle
import shutil
from pathlib import Path

from benchmarks.world.meetings import World, Written


class Spool:
    """A folder with a file for each batch of meetings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> None:
        self.end()
        self.folder.mkdir(parents=True)

    def end(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, world: World, batch: range) -> None:
        """Make the meetings of the batch up, and keep them."""
        written = [world.meeting(number) for number in batch]
        self._path(batch).write_bytes(pickle.dumps(written, pickle.HIGHEST_PROTOCOL))

    def take(self, batch: range) -> list[Written]:
        """The meetings of the batch, which are not kept any longer."""
        path = self._path(batch)
        # Written by `put` a moment ago, by this very program.
        written = pickle.loads(path.read_bytes())
        path.unlink()
        return written

    def _path(self, batch: range) -> Path:
        return self.folder / f"{batch.start}.meetings"
