"""Search, measured: index build, answers as you type, updates; and the judged queries over the demonstration."""
