"""The views of the database: answers to common questions, for readers who would rather not write joins.

None of them sorts: the first table of each is read in its own order, which is that of the documents. Names of columns
are those of the tables wherever they hold the same thing.
"""

# The province of a division, by the first two digits of its GB/T 2260 code.
_PROVINCE = "province.division_code = substr({code}, 1, 2) || '0000'"

_WHO_ANSWERS_FOR_WHAT = """
SELECT
  assignment.assignment_id,
  document.title AS document,
  document.title_en AS document_en,
  task.number,
  task.number_en,
  task.title AS task,
  task.title_en AS task_en,
  assignment.role,
  agency.name AS agency,
  agency.name_en AS agency_en,
  assignment.mention,
  agency.kind AS agency_kind,
  agency.is_collective,
  assignment.is_open_ended,
  assignment.scope,
  assignment.due,
  task.heading_path,
  task.heading_path_en,
  task.text,
  assignment.clause,
  assignment.ordinal,
  assignment.document_id,
  assignment.task_id,
  assignment.agency_id,
  assignment.char_start,
  assignment.char_end,
  assignment.method
FROM task_assignments AS assignment
LEFT JOIN tasks AS task ON task.task_id = assignment.task_id
LEFT JOIN documents AS document ON document.document_id = assignment.document_id
LEFT JOIN agencies AS agency ON agency.agency_id = assignment.agency_id
"""

# A target counts to the province of its place, else of its port, else of its document.
_TARGETS_SIDE_BY_SIDE = f"""
SELECT
  target.target_id,
  indicator.name AS shared_indicator,
  indicator.name_en AS shared_indicator_en,
  province.name AS province,
  province.name_en AS province_en,
  place.name AS place,
  place.name_en AS place_en,
  port.name AS port,
  port.name_en AS port_en,
  target.indicator,
  target.indicator_en,
  target.comparator,
  target.value_si,
  target.value_max_si,
  target.unit_si,
  target.deadline_year,
  target.period,
  target.baseline,
  target.baseline_en,
  target.is_milestone,
  target.value,
  target.value_max,
  target.unit,
  target.unit_en,
  target.quote,
  document.title AS document,
  document.title_en AS document_en,
  task.title AS task,
  task.title_en AS task_en,
  target.indicator_id,
  target.port_id,
  target.division_code,
  target.document_id,
  target.task_id,
  target.char_start,
  target.char_end,
  target.method
FROM targets AS target
LEFT JOIN indicators AS indicator ON indicator.indicator_id = target.indicator_id
LEFT JOIN documents AS document ON document.document_id = target.document_id
LEFT JOIN tasks AS task ON task.task_id = target.task_id
LEFT JOIN ports AS port ON port.port_id = target.port_id
LEFT JOIN divisions AS place ON place.division_code = target.division_code
LEFT JOIN divisions AS province
  ON {_PROVINCE.format(code="coalesce(target.division_code, port.division_code, document.division_code)")}
"""  # noqa: S608 - no value of a user's

_PORT_OVERVIEW = f"""
SELECT
  port.port_id,
  port.name,
  port.name_en,
  port.kind,
  port.mode,
  province.name AS province,
  province.name_en AS province_en,
  place.name AS place,
  place.name_en AS place_en,
  parent.name AS parent_port,
  parent.name_en AS parent_port_en,
  (SELECT group_concat(status, ', ') FROM (
    SELECT DISTINCT status FROM port_mentions WHERE port_id = port.port_id AND status IS NOT NULL ORDER BY status
  )) AS statuses,
  (SELECT group_concat(class, '、') FROM (
    SELECT DISTINCT class FROM port_mentions WHERE port_id = port.port_id AND class IS NOT NULL ORDER BY class
  )) AS classes,
  (SELECT group_concat(class_en, '; ') FROM (
    SELECT DISTINCT class, class_en FROM port_mentions
    WHERE port_id = port.port_id AND class IS NOT NULL ORDER BY class
  )) AS classes_en,
  (SELECT count(DISTINCT document_id) FROM port_mentions WHERE port_id = port.port_id) AS documents,
  (SELECT count(DISTINCT task_id) FROM port_mentions WHERE port_id = port.port_id) AS tasks,
  (SELECT count(*) FROM targets WHERE port_id = port.port_id) AS targets,
  (SELECT count(*) FROM projects WHERE port_id = port.port_id) AS projects,
  (SELECT quote FROM port_mentions WHERE port_id = port.port_id ORDER BY status IS NULL, rowid LIMIT 1) AS quote,
  port.iata_code,
  port.unlocode,
  port.latitude,
  port.longitude,
  port.division_code,
  port.parent_port_id
FROM ports AS port
LEFT JOIN ports AS parent ON parent.port_id = port.parent_port_id
LEFT JOIN divisions AS place ON place.division_code = port.division_code
LEFT JOIN divisions AS province ON {_PROVINCE.format(code="port.division_code")}
"""  # noqa: S608 - no value of a user's

# Who leads a project: the bodies of the clauses that answer for the sentences in which a task speaks of it.
_RESPONSIBLE = """
    SELECT
      coalesce(agency.name, assignment.mention) AS body,
      coalesce(agency.name_en, agency.name, assignment.mention) AS body_en
    FROM project_mentions AS said
    JOIN task_assignments AS assignment
      ON assignment.task_id = said.task_id
      AND assignment.role IN ('lead', 'joint')
      AND coalesce(assignment.work_char_start <= said.char_start AND said.char_end <= assignment.work_char_end, 1)
    LEFT JOIN agencies AS agency ON agency.agency_id = assignment.agency_id
    WHERE said.project_id = project.project_id
    GROUP BY body
    ORDER BY min(assignment.rowid)
  """
_PROJECT_OVERVIEW = f"""
SELECT
  project.project_id,
  project.name,
  project.name_en,
  project.kind,
  province.name AS province,
  province.name_en AS province_en,
  place.name AS place,
  place.name_en AS place_en,
  port.name AS port,
  port.name_en AS port_en,
  (SELECT group_concat(action, ', ') FROM (
    SELECT DISTINCT action FROM project_mentions WHERE project_id = project.project_id ORDER BY action
  )) AS actions,
  (SELECT group_concat(body, '、') FROM ({_RESPONSIBLE})) AS responsible,
  (SELECT group_concat(body_en, '; ') FROM ({_RESPONSIBLE})) AS responsible_en,
  (SELECT count(DISTINCT document_id) FROM project_mentions WHERE project_id = project.project_id) AS documents,
  (SELECT count(DISTINCT task_id) FROM project_mentions WHERE project_id = project.project_id) AS tasks,
  (SELECT quote FROM project_mentions WHERE project_id = project.project_id ORDER BY rowid LIMIT 1) AS quote,
  project.division_code,
  project.port_id
FROM projects AS project
LEFT JOIN ports AS port ON port.port_id = project.port_id
LEFT JOIN divisions AS place ON place.division_code = project.division_code
LEFT JOIN divisions AS province ON {_PROVINCE.format(code="coalesce(project.division_code, port.division_code)")}
"""  # noqa: S608 - no value of a user's

# Name to query, in the order in which they are created.
VIEWS = {
    "who_answers_for_what": _WHO_ANSWERS_FOR_WHAT.strip(),
    "targets_side_by_side": _TARGETS_SIDE_BY_SIDE.strip(),
    "port_overview": _PORT_OVERVIEW.strip(),
    "project_overview": _PROJECT_OVERVIEW.strip(),
}
