"""Maps, timelines and plots as SVG, drawn by the server: they print, and need neither JavaScript nor WebGL."""
