"""Addresses of jobs."""

from django.urls import path

from klusterkarta.web.pages.jobs.views import cancel, exported, job, jobs

urlpatterns = [
    path("jobs/", jobs, name="jobs"),
    path("jobs/<int:job>/", job, name="job"),
    path("jobs/<int:job>/cancel/", cancel, name="job-cancel"),
    path("jobs/<int:job>/file/", exported, name="job-file"),
]
