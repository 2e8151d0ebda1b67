"""An empty window that is painted once: the floor under the time that the program takes to start."""

import os

from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication([])
window = QMainWindow()
window.resize(1280, 700)
window.show()
window.grab()
os._exit(0)  # as the program does: taking the interpreter apart is no part of a start
