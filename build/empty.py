"""An empty window that is painted once: the floor under the time that the program takes to start."""

from PySide6.QtWidgets import QApplication, QMainWindow

application = QApplication([])
window = QMainWindow()
window.resize(1280, 700)
window.show()
window.grab()
