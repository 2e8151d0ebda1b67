"""Invented people, partners and agreements for the papers."""

from datetime import date
from decimal import Decimal

from kazcoop_desktop.models import (
    Acquaintance,
    Activity,
    Agreement,
    AgreementContact,
    AgreementCopy,
    AgreementParty,
    Amendment,
    Annex,
    ApprovalAct,
    ChangeNotice,
    Competition,
    CompetitionCandidate,
    CompetitionCriterion,
    CompetitionMark,
    Concern,
    Document,
    DocumentCopy,
    DualDegreeCandidate,
    DualDegreeProgramme,
    Edition,
    Employee,
    Enclosure,
    FormCode,
    GradeScale,
    Incident,
    IncidentTold,
    Institution,
    Journal,
    Learner,
    LegalBasis,
    Letter,
    Mobility,
    Partner,
    Person,
    PlanLine,
    Position,
    Signatory,
    StudyLine,
    Unit,
)
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import index_words

DAY = date(2026, 11, 20)
KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі№«»–"


def entered(record):
    index_words(record)
    record.save(force_insert=True)
    return record


def office():
    """The institution, its people, and who signs what."""
    head = _employee(
        "Асанов",
        "Әлімжан",
        "Өмірұлы",
        "Assanov",
        "Alimzhan",
        _position(
            "Басқарма төрағасы – Ректор",
            "Председатель Правления – Ректор",
            "Chairman of the Management Board – Rector",
            "Басқарма төрағасы – Ректорға",
            "Председателю Правления – Ректору",
        ),
    )
    director = _employee(
        "Иманғали",
        "Сұңқар",
        "Бауыржанұлы",
        "Imangali",
        "Sunkar",
        _position(
            "Мұнай-газ ісі институтының директоры",
            "Директор института нефтегазового дела",
            "Director of the Institute of Petroleum Engineering",
        ),
    )
    chair = _employee(
        "Жүніс",
        "Һәкім",
        "Қуанышұлы",
        "Zhunis",
        "Khakim",
        _position(
            "Халықаралық қатынастар кафедрасының меңгерушісі",
            "Заведующий кафедрой международных отношений",
            "Head of the Chair of International Relations",
        ),
    )
    department = _employee(
        "Сәрсен",
        "Гүлнұр",
        "Мәлікқызы",
        "Sarsen",
        "Gulnur",
        _position(
            "Халықаралық ынтымақтастық департаментінің директоры",
            "Директор департамента международного сотрудничества",
            "Director, Department of International Cooperation",
            "Халықаралық ынтымақтастық департаментінің директорына",
            "Директору департамента международного сотрудничества",
        ),
        phone="+7 727 000 00 00",
    )
    lawyer = _employee(
        "Ғабитова",
        "Іңкәр",
        "",
        "Gabitova",
        "Inkar",
        _position("Заң бөлімінің басшысы", "Руководитель юридического отдела", "Head of Legal"),
    )
    entered(
        Institution(
            name_kk="«Көкжиек университеті» коммерциялық емес акционерлік қоғамы",
            name_ru="Некоммерческое акционерное общество «Университет Көкжиек»",
            name_en="Kokzhiek University",
            city_kk="Алматы",
            city_ru="Алматы",
            city_en="Almaty",
            address_kk="Абай даңғылы, 1",
            address_ru="пр. Абая, 1",
            address_en="1 Abai Avenue",
            phone="+7 727 000 00 01",
            email="office@kokzhiek.example",
            bin="000000000000",
            head=head,
            form_prefix="ККУ",
        )
    )
    for form, code in (("service_letter", "403-03"), ("representation", "403-10")):
        entered(FormCode(form=form, name_kk=form, code=code, comes_back=True))
    for code, name in (("INT", "Қызметтік хаттар"), ("AGR", "Келісімдер")):
        entered(Journal(code=code, name_kk=name))
    for form, part, person in (
        ("service_letter", "addressee", head),
        ("representation", "addressee", head),
        ("agreement_notice", "addressee", department),
        ("service_letter", "signs", director),
        ("representation", "signs", director),
        ("representation", "agrees", chair),
        ("agreement_notice", "signs", director),
        ("agreement_card", "signs", department),
        ("originals_register", "signs", department),
        ("agreements_register", "signs", department),
        ("work_programme", "approves", head),
        ("work_programme", "signs", department),
        ("annex_sheet", "agrees", lawyer),
    ):
        entered(Signatory(form=form, part=part, position=person.position, employee=person))
    return department


def agreement(number="ХК-2026/14", *, responsible=None, partner=None, **more):
    """An agreement with everything filled in, long Kazakh words and a partner with a long name."""
    partner = partner or entered(
        Partner(
            name="Technische Universität Ulm an der Donau",
            name_kk="Дунайдағы Ульм техникалық университеті",
            name_ru="Ульмский технический университет на Дунае",
            name_en="Ulm University of Technology on the Danube",
            country="DE",
            city="Ulm",
            address="Albert-Einstein-Allee 99",
            website="www.uni-ulm.example",
            about="1967 жылы құрылған мемлекеттік зерттеу университеті, 10 000 білім алушы, төрт факультет",
            ranking="QS 2026 – 431",
            head_name="Anna Maria von der Hagen-Schöller",
            head_position="Präsidentin",
        )
    )
    unit = Unit.get_or_none() or entered(
        Unit(
            name_kk="Мұнай-газ ісі институты",
            name_ru="Институт нефтегазового дела",
            name_en="Institute of Petroleum Engineering",
            unit_kind="institute",
        )
    )
    given = {
        "number": number,
        "agreement_kind": "memorandum",
        "partner": partner,
        "unit": unit,
        "responsible": responsible,
        "title": "Ғылыми-техникалық ынтымақтастық туралы өзара түсіністік меморандумы",
        "stage": "implementation",
        "purpose": "бірлескен магистрлік бағдарлама ашу, оқытушылар мен студенттер алмасу, қолжазбаларды "
        "цифрландыру жөніндегі жобалар",
        "level": "екі тараптың факультеттері арасында үш бірлескен семинар өткізілді",
        "prospects": "интернационалдандыру, қос диплом бағдарламасы, «Эразмус+» жобалары",
        "expected_result": "жыл сайын кемінде 10 студенттің академиялық ұтқырлығы",
        "forms": ("conferences", "projects", "publications"),
        "directions": "мұнай-газ ісі; материалтану",
        "cost": Decimal("4325.00"),
        "financial_terms": "әр тарап өз шығыстарын өзі көтереді",
        "languages": ("kk", "ru", "en"),
        "copies": 3,
        "sheets": 8,
        "signed_on": date(2024, 3, 14),
        "signed_at": "Алматы",
        "our_signatory": Employee.get_or_none(),
        "partner_signatory": "Anna M. von der Hagen",
        "partner_signatory_position": "Präsidentin",
        "in_force_on": date(2024, 3, 14),
        "expires_on": date(2027, 3, 14),
        "renews": True,
        "renewal_years": 3,
        "notice_days": 90,
        "notified_on": date(2024, 3, 18),
        "original_place": "Бухгалтерия, 07-12 іс",
    }
    return entered(Agreement(**{**given, **more}))


def full_agreement(**more):
    """An agreement with all its parts."""
    case = agreement(**more)
    person = case.responsible
    entered(
        AgreementContact(
            agreement=case,
            side="partner",
            name="Johann Wolfgang Müller-Lüdenscheidt",
            position="International Office",
            email="mueller@uni-ulm.example",
            phone="+49 731 000 00",
        )
    )
    entered(
        AgreementContact(agreement=case, side="university", name="Сәрсен Г.М.", email="int@kokzhiek.example")
    )
    entered(
        AgreementCopy(
            agreement=case,
            copy_kind="original",
            language=("kk",),
            place="accounting",
            shelf="3-шкаф, 12-папка",
            issued_to="Иманғали С.Б., институт",
            issued_on=date(2026, 2, 2),
            returned_on=date(2026, 2, 9),
        )
    )
    entered(
        AgreementCopy(agreement=case, copy_kind="copy", language=("en",), place="department", shelf="07-12")
    )
    for number, (name, form, start, done) in enumerate(
        (
            (
                "Қолжазбаларды цифрландыру жөніндегі бірлескен семинар өткізу",
                "conferences",
                date(2025, 4, 10),
                date(2025, 4, 12),
            ),
            ("Шақырылған профессордың дәрістер оқуы", "staff_trips", date(2025, 10, 1), date(2025, 10, 20)),
            ("Бірлескен мақала жариялау", "publications", date(2026, 3, 1), None),
            (
                "Магистранттарға арналған жазғы мектеп ұйымдастыру",
                "education",
                date(2026, 6, 15),
                date(2026, 7, 1),
            ),
            ("Еуропалық бағдарламаға өтінім беру", "projects", date(2027, 1, 10), None),
        ),
        1,
    ):
        entered(
            Activity(
                agreement=case,
                name=name,
                form=form,
                starts_on=start,
                our_responsible=person,
                partner_responsible="Prof. Müller-Lüdenscheidt",
                financial_terms="әр тарап өз есебінен",
                done_on=done,
                result="24 қатысушы, жинақ шығарылды" if done else "",
                participants=number * 8,
            )
        )
    annex(case)
    for stage, day in (
        ("initiated", date(2024, 1, 15)),
        ("negotiations", date(2024, 1, 29)),
        ("legal_approval", date(2024, 2, 20)),
        ("signed", date(2024, 3, 14)),
        ("filed", date(2024, 3, 18)),
        ("implementation", date(2024, 4, 1)),
    ):
        StageMove.create(
            kind="agreement", record_id=case.id, new_stage=stage, on=day, who="Сәрсен Г.М.", note="403-03 Ү"
        )
    return case


def annex(case):
    """An addition that prolongs the term."""
    return entered(
        Annex(
            agreement=case,
            number=1,
            signed_on=date(2026, 3, 1),
            new_expires_on=date(2029, 3, 14),
            content_kk="5.1-тармақ мынадай редакцияда жазылсын: «Келісім 2029 жылғы 14 наурызға дейін қолданылады.»\n"
            "6-тармақ алып тасталсын.",
            content_ru="Пункт 5.1 изложить в следующей редакции: «Соглашение действует до 14 марта 2029 года.»\n"
            "Пункт 6 исключить.",
            content_en="Clause 5.1 shall read: “The agreement is valid until 14 March 2029.”\nClause 6 is deleted.",
        )
    )


def bare_agreement():
    """An agreement with nothing that may be left out."""
    partner = entered(Partner(name="Università di Sassari", country="IT"))
    return entered(Agreement(partner=partner))


def second_party(case):
    """One more party of a multilateral agreement."""
    partner = entered(Partner(name="Университет Тарту", name_kk="Тарту университеті", country="EE"))
    return entered(
        AgreementParty(agreement=case, partner=partner, signatory="T. Tamm", signatory_position="Rector")
    )


def letter(case, **more):
    """A letter about an agreement with everything filled in, in three languages, with what it encloses."""
    person = case.responsible
    given = {
        "direction": "outgoing",
        "number": "01-14/305",
        "registered_on": DAY,
        "partner": case.partner,
        "about": f"agreement:{case.id}",
        "subject": KAZAKH,
        "executor": person,
        "due_on": date(2026, 11, 17),
        "resolution": "Қарап, жауап дайындау",
        "their_number": "INT-17/3",
        "their_date": date(2026, 11, 3),
        "sheets": 2,
        "weight": 20,
        "tracking": "RR123456789KZ",
        "service": "registered",
        **{f"heading_{code}": f"{KAZAKH} туралы" for code in ("kk", "ru", "en")},
        **{f"text_{code}": f"Бірінші абзац {KAZAKH}.\nЕкінші абзац." for code in ("kk", "ru", "en")},
        "salutation_en": "Dear Professor von der Hagen-Schöller,",
    }
    written = entered(Letter(**{**given, **more}))
    entered(Enclosure(letter=written, name=f"Оқу жоспары {KAZAKH}", sheets=4))
    entered(Enclosure(letter=written, name="Тізім", sheets=1, copies=2))
    return written


def bare_letter():
    """A letter with nothing that may be left out, and a text, for without one it is not printed."""
    words = {f"text_{code}": "Мәтін." for code in ("kk", "ru", "en")}
    return entered(Letter(registered_on=DAY, correspondent="Қор", subject="Сұрау", **words))


def _position(kk, ru, en, addressee_kk="", addressee_ru=""):
    return entered(
        Position(name_kk=kk, name_ru=ru, name_en=en, addressee_kk=addressee_kk, addressee_ru=addressee_ru)
    )


def _employee(surname, given, patronymic, surname_en, given_en, position, phone=""):
    return entered(
        Employee(
            surname=surname,
            given_name=given,
            patronymic=patronymic,
            surname_ru=surname,
            given_name_ru=given,
            patronymic_ru=patronymic,
            surname_en=surname_en,
            given_name_en=given_en,
            position=position,
            phone=phone,
            sex="female" if surname_en in ("Sarsen", "Gabitova") else "male",
        )
    )


def regulation():
    """A document in force with a small unit, one of whom has signed, a change with its notice, and a copy."""
    unit = entered(Unit(name_kk="Офис-тіркеуші бөлімі", name_ru="Офис-регистратор", unit_kind="section"))
    people = [
        _employee("Ыбырай", name, "", "Ybyrai", name, _position("Маман", "Специалист", "Specialist"))
        for name in ("Әсел", "Ұлан", "Іңкәр")
    ]
    for person in people:
        person.unit = unit
        person.save()
    document = entered(Document(title_kk=KAZAKH, title_ru=KAZAKH, title_en=KAZAKH, code=KAZAKH, unit=unit))
    edition = entered(Edition(document=document, name="2025-1", in_force_on=date(2025, 9, 1), pages=10))
    change = entered(
        Amendment(
            document=document,
            edition=edition,
            subject="Мерзімдер",
            sections="20-тармақ",
            old_kk="бес күн",
            new_kk="үш жұмыс күні",
            proposed_on=date(2026, 9, 7),
            proposed_by=people[0],
            outcome="adopted",
            act_number="2",
            decided_on=date(2026, 9, 30),
            sequence=1,
            entered_on=date(2026, 10, 2),
            entered_by=people[0],
        )
    )
    entered(ApprovalAct(document=document, number="1", approved_on=date(2025, 8, 27)))
    entered(Concern(document=document, unit=unit))
    entered(LegalBasis(document=document, title_kk="«Білім туралы» Заң", number="319-III"))
    entered(DocumentCopy(document=document, edition=edition, unit=unit, number=1, issued_on=date(2025, 9, 2)))
    entered(Acquaintance(document=document, edition=edition, employee=people[0], signed_on=date(2025, 9, 3)))
    entered(ChangeNotice(amendment=change, unit=unit, number="07-04/1", sent_on=date(2026, 10, 5)))


def bare_regulation():
    """The same with nothing but what must be filled in."""
    document = entered(Document(title_kk="Құжат"))
    change = entered(
        Amendment(document=document, subject="Өзгеріс", new_kk="жаңа", proposed_on=date(2026, 9, 7))
    )
    unit = entered(Unit(name_kk="Кафедра"))
    entered(ChangeNotice(amendment=change, unit=unit, sent_on=date(2026, 10, 5)))


def learner(**more):
    """A learner with everything filled in."""
    person = entered(
        Person(
            surname="Abdrakhmanova",
            given_names="Aigerim Sagynbekkyzy",
            surname_kk="Әбдірахманова",
            given_name_kk="Айгерім",
            patronymic_kk="Сағынбекқызы",
            surname_ru="Абдрахманова",
            given_name_ru="Айгерим",
            patronymic_ru="Сагынбековна",
            sex="female",
            born_on=date(2004, 3, 1),
            citizenship="KZ",
            phone="+7 727 000 00 02",
            email="aigerim@kokzhiek.example",
            home_address="Алматы, Абай даңғылы, 5",
        )
    )
    given = {
        "person": person,
        "number": "23-0715",
        "programme_code": "6B07201",
        "programme_kk": f"Мұнай-газ ісі {KAZAKH}",
        "programme_ru": f"Нефтегазовое дело {KAZAKH}",
        "programme_en": f"Petroleum engineering {KAZAKH}",
        "course": 3,
        "group": "МГІ-23-1",
        "unit": Unit.get_or_none(),
    }
    return entered(Learner(**{**given, **more}))


def grade_scale():
    """The better grades of the scale, and one that is no pass."""
    for letter, points, low, high in (("A", 4, 95, 100), ("B+", "3.33", 85, 89), ("FX", "0.5", 25, 49)):
        passed = letter != "FX"
        entered(
            GradeScale(
                letter=letter,
                points=Decimal(points),
                percent_from=low,
                percent_to=high,
                is_pass=passed,
                admits=passed,
            )
        )


def stay(agreement, **more):
    """A semester abroad with its learning agreement, a change during the stay, and grades."""
    given = {
        "direction": "outgoing",
        "learner": Learner.get_or_none() or learner(),
        "partner": agreement.partner,
        "agreement": agreement,
        "academic_year": "2026/2027",
        "semester": "autumn",
        "stage": "returned",
        "programme": "Erasmus+",
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2027, 1, 31),
        "funding": "grant",
        "coordinator": agreement.responsible,
        "partner_coordinator": "Dr. Anna Maria von der Hagen-Schöller",
        "partner_email": "hagen@uni-ulm.example",
        "order_number": "115-С",
        "order_on": date(2026, 8, 14),
        "transcript": "№ 77, 05.02.2027",
    }
    case = entered(Mobility(**{**given, **more}))
    for number, (host, home, host_credits, home_credits, grade) in enumerate(
        (
            ("Reservoir Engineering", "Қабаттарды инженерлік модельдеу", 6, 6, ("B+", 87, 6, "recognised")),
            ("Drilling Technology", "Бұрғылау технологиясы", "5.5", 5, ("A", 97, 5, "recognised")),
            ("Applied Geophysics", "Қолданбалы геофизика", 5, 5, ("FX", 30, 0, "difference")),
        ),
        1,
    ):
        letter, percent, recognised, decision = grade
        entered(
            StudyLine(
                mobility=case,
                sequence=number,
                host_code=f"PE{number}01",
                host_course=host,
                host_credits=Decimal(host_credits),
                home_code=f"МГІ 32{number}",
                home_course=home,
                home_credits=Decimal(home_credits),
                host_grade="gut",
                letter=letter,
                percent=percent,
                recognised_credits=Decimal(recognised),
                decision=decision,
            )
        )
    entered(
        StudyLine(
            mobility=case,
            sequence=4,
            host_course="Field Development",
            host_credits=Decimal(4),
            change="removed",
            changed_on=date(2026, 9, 20),
            change_reason="Сабақ кестелері қабаттасады",
        )
    )
    return case


def competition(**more):
    """A selection with two criteria and three candidates, of whom one has withdrawn."""
    employee = Employee.get_or_none()
    given = {
        "name_kk": f"Қос диплом бағдарламасына іріктеу {KAZAKH}",
        "name_ru": f"Отбор на программу двойного диплома {KAZAKH}",
        "name_en": f"Selection for the dual-degree programme {KAZAKH}",
        "subject": "dual_degree",
        "academic_year": "2026/2027",
        "places": 1,
        "announced_on": date(2026, 3, 1),
        "held_on": date(2026, 4, 15),
        "chair": employee,
        "secretary": employee,
        "members": "Иманғали С.Б.\nЖүніс Һ.Қ.",
        "votes_for": 3,
        "votes_against": 0,
        "abstained": 0,
    }
    held = entered(Competition(**{**given, **more}))
    criteria = [
        entered(CompetitionCriterion(competition=held, name_kk=name, weight=Decimal(weight)))
        for name, weight in (("GPA", 60), ("Әңгімелесу", 40))
    ]
    for number, (points, decision) in enumerate(((90, "recommended"), (70, "reserve"), (0, "withdrawn"))):
        someone = Learner.get_or_none() if not number else None
        candidate = entered(
            CompetitionCandidate(
                competition=held,
                learner=someone or learner(number=f"23-{number}"),
                gpa=Decimal("3.67"),
                grades="A B+",
                certificate="IELTS 6.5",
                decision=decision,
            )
        )
        for criterion in criteria if points else ():
            entered(CompetitionMark(candidate=candidate, criterion=criterion, points=Decimal(points)))
    return held


def candidate(agreement, **more):
    """A dual-degree candidate whose plan has two semesters."""
    programme = entered(
        DualDegreeProgramme(
            name_kk="Мұнай-газ ісі: қос диплом",
            name_ru="Нефтегазовое дело: двойной диплом",
            name_en="Petroleum Engineering: dual degree",
            partner=agreement.partner,
            agreement=agreement,
            certificate="IELTS 6.0",
            partner_coordinator="Dr. Anna Maria von der Hagen-Schöller",
        )
    )
    given = {
        "learner": Learner.get_or_none() or learner(),
        "programme": programme,
        "applied_on": date(2026, 3, 10),
        "periods_completed": 2,
        "gpa": Decimal("3.67"),
        "grades": "A B+",
        "certificate": "IELTS 6.5",
        "strengths_en": "Her term paper on reservoir modelling was the best of her year.",
        "public_work": "студенттік ғылыми қоғамның мүшесі",
        "character": "ұқыпты, бастамашыл",
        "partner_number": "ULM-2026-14",
        "directorate_agreed_on": date(2026, 5, 5),
        "registrar_agreed_on": date(2026, 5, 6),
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2027, 7, 31),
    }
    case = entered(DualDegreeCandidate(**{**given, **more}))
    for semester in (1, 2):
        for number in (1, 2):
            entered(
                PlanLine(
                    candidate=case,
                    semester=semester,
                    home_code=f"МГІ {semester}{number}",
                    home_course="Қабаттарды инженерлік модельдеу",
                    home_credits=Decimal(5),
                    partner_course="Reservoir Engineering",
                    partner_credits=Decimal("7.5"),
                    letter="A",
                    percent=96,
                )
            )
    return case


def bare_mobility():
    """A stay, a competition and a candidate with nothing that may be left out."""
    partner = Partner.get()
    person = entered(Person(surname="Nur"))
    someone = entered(Learner(person=person))
    programme = entered(DualDegreeProgramme(name_kk="Бағдарлама", partner=partner))
    entered(
        Mobility(
            direction="incoming",
            learner=someone,
            partner=partner,
            academic_year="2026/2027",
            semester="autumn",
        )
    )
    entered(Competition(name_kk="Конкурс", academic_year="2026/2027"))
    entered(DualDegreeCandidate(learner=someone, programme=programme))


def incident():
    """A list sent to a wrong address, told to the head and to those concerned."""
    made = entered(
        Incident(
            number="1/2026",
            incident_kind="sent",
            happened_on=date(2026, 11, 18),
            noticed_on=date(2026, 11, 19),
            noticed_at="16:40",
            noticed_by=Employee.get(),
            what_happened=f"Тізім қате мекенжайға жіберілді {KAZAKH}",
            data_kinds=("names", "papers"),
            person_count=12,
            cause="Мекенжай тексерілмеген",
            measures="Хат жойылды, растау алынды",
            measures_on=date(2026, 11, 19),
            responsible=Employee.get(),
        )
    )
    entered(IncidentTold(incident=made, whom="head", name="Ректор", told_on=date(2026, 11, 19), how="хатпен"))
    return made


def bare_incident():
    """An incident with nothing that may be left out."""
    return entered(Incident(noticed_on=DAY, what_happened="Флешка жоғалды"))
