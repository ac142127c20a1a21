"""The life of a crime told to three other engines from the same table, each as its documentation recommends."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from statemachine import State, StateMachine

from mediation.law.finland.lifecycle import CRIME_STEPS
from mediation.states.machine import Subject
from mediation.states.matter import MatterState
from mediation.states.requirement import Requirement

settings.configure()  # before the next import, which asks for it

from viewflow import fsm  # noqa: E402

logging.getLogger("spiff").setLevel(logging.ERROR)
ENDS = frozenset(MatterState) - {source for _, source, _, _ in CRIME_STEPS}
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def _holds(need: Requirement, carrier: str) -> Callable[[Any], bool]:
    """The same guard for everyone; `carrier` is the peer's own name for what carries the facts."""

    def holds(machine: Any) -> bool:
        return not tuple(need.lacking(getattr(machine, carrier).facts))

    return holds


def viewflow_flow() -> Any:
    """A Viewflow flow class: one method per step, the state kept in the object it is made for."""
    state = fsm.State(MatterState, default=MatterState.RECEIVED)

    def __init__(flow: Any, subject: Subject) -> None:
        flow.subject = subject

    methods: dict[str, Any] = {"__init__": __init__, "state": state}
    state.setter()(lambda flow, value: setattr(flow.subject, "state", value))
    state.getter()(lambda flow: flow.subject.state)
    for step, source, target, needs in CRIME_STEPS:
        conditions = [_holds(need, "subject") for need in needs]
        method = methods.get(step) or _nothing(step)
        methods[step] = state.transition(source=source, target=target, conditions=conditions)(method)
    return type("MatterFlow", (), methods)


def _nothing(name: str) -> Callable[[Any], None]:
    def step(flow: Any) -> None:
        del flow

    step.__name__ = name
    return step


def statemachine_machine() -> Any:
    """A python-statemachine class: states, events and guards by name; the model carries the state."""
    states = {s: State(s.value, value=s, initial=s is MatterState.RECEIVED, final=s in ENDS) for s in MatterState}
    body: dict[str, Any] = {f"at_{state.value}": made for state, made in states.items()}
    for step, source, target, needs in CRIME_STEPS:
        for need in needs:
            body[f"holds_{need.code}"] = _holds(need, "model")
        way = states[source].to(states[target], cond=[f"holds_{need.code}" for need in needs])
        body[step] = body[step] | way if step in body else way
    return type(StateMachine)("MatterMachine", (StateMachine,), body)


class SpiffMatter:
    """A SpiffWorkflow process: a user task per state, an exclusive gateway after it, a condition per step."""

    ON_THE_WAY = ("begin_triage", "examine", "accept", "name_mediators", "start_mediation", "agree")

    def __init__(self) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(_bpmn()))
        self._serializer = BpmnWorkflowSerializer()
        workflow = BpmnWorkflow(parser.get_spec("matter"))
        workflow.do_engine_steps()
        everything = {need.code: True for *_, needs in CRIME_STEPS for need in needs}
        for name in self.ON_THE_WAY:
            self.step(workflow, name, everything)
        self.stored = self._serializer.serialize_json(workflow)

    def load(self) -> Any:
        """A matter at `agreed`, from the form it is stored in."""
        return self._serializer.deserialize_json(self.stored)

    def step(self, workflow: Any, name: str, facts: dict[str, bool]) -> str:
        """Complete the waiting task with a step's name and the facts; the state reached."""
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data.update(facts, step=name)
        task.run()
        workflow.do_engine_steps()
        return str(workflow.get_next_task(state=TaskState.READY, manual=True).task_spec.name)


def _bpmn() -> str:
    parts, flows = ['<startEvent id="start"/>'], [("start", "received", "")]
    for state in MatterState:
        if state in ENDS:
            parts.append(f'<endEvent id="{state}"/>')
        else:
            parts.append(f'<userTask id="{state}" name="{state}"/><exclusiveGateway id="after_{state}"/>')
            flows.append((state, f"after_{state}", ""))
    for step, source, target, needs in CRIME_STEPS:
        flows.append((f"after_{source}", target, " and ".join([f"step == '{step}'", *(need.code for need in needs)])))
    for number, (source, target, condition) in enumerate(flows):
        inside = condition and f"<conditionExpression>{condition}</conditionExpression>"
        parts.append(f'<sequenceFlow id="f{number}" sourceRef="{source}" targetRef="{target}">{inside}</sequenceFlow>')
    body = "".join(parts)
    return f'<definitions xmlns="{BPMN}" id="d"><process id="matter" isExecutable="true">{body}</process></definitions>'
