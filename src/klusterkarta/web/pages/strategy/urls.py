"""Address of the reading of strategies."""

from django.urls import path

from klusterkarta.web.pages.strategy.views import strategy

urlpatterns = [path("strategy/", strategy, name="strategy")]
