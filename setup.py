"""The one build step that pyproject.toml cannot name: compile the translations."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent))

from app.text.catalogues import compile_all


class BuildWithTranslations(build_py):
    """Also run for an editable installation: the catalogues then lie in the source tree."""

    def run(self) -> None:
        compile_all()
        super().run()


setup(cmdclass={"build_py": BuildWithTranslations})
