"""The command palette: every action of the screen it was called from, by its Japanese name."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import Action, actions_on, key_name
from tui.screens.base import NaviScreen


class ActionCommands(Provider):
    """The actions of the registry as commands."""

    def _offered(self) -> tuple[Action, ...]:
        where = self.screen.where if isinstance(self.screen, NaviScreen) else "page"
        return tuple(action for action in actions_on(where) if action.id != "palette")

    async def discover(self) -> Hits:
        for action in self._offered():
            yield DiscoveryHit(_name(action), partial(self.screen.run_action, action.id), help=action.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action in self._offered():
            name = _name(action)
            score = max(matcher.match(name), matcher.match(action.help))
            if score > 0:
                yield Hit(score, name, partial(self.screen.run_action, action.id), help=action.help)


def _name(action: Action) -> str:
    keys = "・".join(key_name(key) for key in action.keys)
    return f"{action.label}（{keys}）" if keys else action.label
