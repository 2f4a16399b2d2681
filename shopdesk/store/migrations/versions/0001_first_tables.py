"""First tables."""

import sqlalchemy as sa
import sqlmodel
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('base_reply',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('topic', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('attachment', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('uses', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_base_reply'))
    )
    op.create_table('channel',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_channel')),
    sa.UniqueConstraint('code', name=op.f('uq_channel_code'))
    )
    op.create_table('done_today',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_done_today'))
    )
    op.create_table('import_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('file_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('file_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('format', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('as_of', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('accepted', sa.Integer(), nullable=False),
    sa.Column('rejected', sa.Integer(), nullable=False),
    sa.Column('ignored', sa.Integer(), nullable=False),
    sa.Column('orders_new', sa.Integer(), nullable=False),
    sa.Column('orders_changed', sa.Integer(), nullable=False),
    sa.Column('orders_same', sa.Integer(), nullable=False),
    sa.Column('lines', sa.Integer(), nullable=False),
    sa.Column('units', sa.Integer(), nullable=False),
    sa.Column('total_minor', sa.Integer(), nullable=False),
    sa.Column('refunded_minor', sa.Integer(), nullable=False),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('first_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('last_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('options', sa.JSON(), nullable=True),
    sa.Column('duplicate_of_id', sa.Integer(), nullable=True),
    sa.Column('undone_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['duplicate_of_id'], ['import_batch.id'], name=op.f('fk_import_batch_duplicate_of_id_import_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_batch'))
    )
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_batch_duplicate_of_id'), ['duplicate_of_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_batch_file_hash'), ['file_hash'], unique=False)

    op.create_table('import_source',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('signature', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('mapping', sa.JSON(), nullable=True),
    sa.Column('zone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('decimal', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('date_order', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('taxes_included', sa.Boolean(), nullable=True),
    sa.Column('saved_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_source')),
    sa.UniqueConstraint('signature', name=op.f('uq_import_source_signature'))
    )
    op.create_table('letter_template',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('flow', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('step', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('second_subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('body', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reviewed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('tested_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('saved_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_template')),
    sa.UniqueConstraint('flow', 'step', 'language', 'version', name=op.f('uq_letter_template_flow_step_language_version'))
    )
    op.create_table('location',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_location')),
    sa.UniqueConstraint('name', name=op.f('uq_location_name'))
    )
    op.create_table('policy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('url', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=True),
    sa.Column('valid_from', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('is_reviewed', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policy')),
    sa.UniqueConstraint('name', 'version', name=op.f('uq_policy_name_version'))
    )
    op.create_table('segment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('rule', sa.JSON(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_segment')),
    sa.UniqueConstraint('name', name=op.f('uq_segment_name'))
    )
    op.create_table('setting',
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('changed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_setting'))
    )
    op.create_table('size_system',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_size_system')),
    sa.UniqueConstraint('code', name=op.f('uq_size_system_code'))
    )
    op.create_table('stored_result',
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('computed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('is_stale', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_stored_result'))
    )
    op.create_table('suppression',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('address_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suppression')),
    sa.UniqueConstraint('channel', 'address_hash', name=op.f('uq_suppression_channel_address_hash'))
    )
    op.create_table('tag_definition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('tag', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('phrases', sa.JSON(), nullable=True),
    sa.Column('is_builtin', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tag_definition')),
    sa.UniqueConstraint('tag', name=op.f('uq_tag_definition_tag'))
    )
    op.create_table('customer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('city', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('birthday', sa.Date(), nullable=True),
    sa.Column('instagram', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('foot_notes', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('frozen_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('incentive', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_customer_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['customer.id'], name=op.f('fk_customer_merged_into_id_customer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_customer'))
    )
    with op.batch_alter_table('customer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_customer_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_customer_merged_into_id'), ['merged_into_id'], unique=False)

    op.create_table('event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('scope', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('uplift', sa.Float(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_event_batch_id_import_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event')),
    sa.UniqueConstraint('name', 'starts_on', 'scope', name=op.f('uq_event_name_starts_on_scope'))
    )
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_batch_id'), ['batch_id'], unique=False)

    op.create_table('import_claim',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('table_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('row_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_import_claim_batch_id_import_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_claim')),
    sa.UniqueConstraint('table_name', 'row_id', 'batch_id', name=op.f('uq_import_claim_table_name_row_id_batch_id'))
    )
    op.create_table('import_image',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('table_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('row_id', sa.Integer(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_import_image_batch_id_import_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_image'))
    )
    with op.batch_alter_table('import_image', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_image_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index('ix_import_image_table_name_row_id', ['table_name', 'row_id'], unique=False)

    op.create_table('import_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=True),
    sa.Column('verdict', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('message', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('cells', sa.JSON(), nullable=True),
    sa.Column('mended_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_import_row_batch_id_import_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_row'))
    )
    with op.batch_alter_table('import_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_row_batch_id'), ['batch_id'], unique=False)

    op.create_table('product',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('color', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('color_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('category', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('gender', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('brand', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('size_system_id', sa.Integer(), nullable=True),
    sa.Column('option_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('use', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('fit', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('care', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('material', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('care_days', sa.Integer(), nullable=True),
    sa.Column('days_per_unit', sa.Float(), nullable=True),
    sa.Column('url', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('successor_of_id', sa.Integer(), nullable=True),
    sa.Column('price_minor', sa.Integer(), nullable=True),
    sa.Column('list_price_minor', sa.Integer(), nullable=True),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('is_pseudo', sa.Boolean(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('available_on', sa.Date(), nullable=True),
    sa.Column('first_seen_on', sa.Date(), nullable=True),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_product_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['product.id'], name=op.f('fk_product_merged_into_id_product')),
    sa.ForeignKeyConstraint(['size_system_id'], ['size_system.id'], name=op.f('fk_product_size_system_id_size_system')),
    sa.ForeignKeyConstraint(['successor_of_id'], ['product.id'], name=op.f('fk_product_successor_of_id_product')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_product')),
    sa.UniqueConstraint('name_key', 'color_key', name=op.f('uq_product_name_key_color_key'))
    )
    with op.batch_alter_table('product', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_product_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_product_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_product_size_system_id'), ['size_system_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_product_successor_of_id'), ['successor_of_id'], unique=False)

    op.create_table('size_equivalence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('brand', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('system_id', sa.Integer(), nullable=False),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('other_system_id', sa.Integer(), nullable=False),
    sa.Column('other_label', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['other_system_id'], ['size_system.id'], name=op.f('fk_size_equivalence_other_system_id_size_system')),
    sa.ForeignKeyConstraint(['system_id'], ['size_system.id'], name=op.f('fk_size_equivalence_system_id_size_system')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_size_equivalence')),
    sa.UniqueConstraint('brand', 'system_id', 'label', 'other_system_id', name=op.f('uq_size_equivalence_brand_system_id_label_other_system_id'))
    )
    with op.batch_alter_table('size_equivalence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_size_equivalence_other_system_id'), ['other_system_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_size_equivalence_system_id'), ['system_id'], unique=False)

    op.create_table('supplier',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('contact', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('lead_days', sa.Float(), nullable=True),
    sa.Column('lead_days_sd', sa.Float(), nullable=True),
    sa.Column('review_days', sa.Integer(), nullable=True),
    sa.Column('minimum_order_minor', sa.Integer(), nullable=True),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('closed_days', sa.JSON(), nullable=True),
    sa.Column('notes', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_supplier_batch_id_import_batch')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supplier')),
    sa.UniqueConstraint('name_key', name=op.f('uq_supplier_name_key'))
    )
    with op.batch_alter_table('supplier', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_supplier_batch_id'), ['batch_id'], unique=False)

    op.create_table('consent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=False),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('is_granted', sa.Boolean(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text_version', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('row_reference', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_consent_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_consent_customer_id_customer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent'))
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_consent_customer_id'), ['customer_id'], unique=False)

    op.create_table('customer_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('value', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('shown', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_customer_key_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_customer_key_customer_id_customer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_customer_key')),
    sa.UniqueConstraint('kind', 'value', name=op.f('uq_customer_key_kind_value'))
    )
    with op.batch_alter_table('customer_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_customer_key_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_customer_key_customer_id'), ['customer_id'], unique=False)

    op.create_table('customer_merge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kept_id', sa.Integer(), nullable=False),
    sa.Column('merged_id', sa.Integer(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('moved', sa.JSON(), nullable=True),
    sa.Column('undone_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['kept_id'], ['customer.id'], name=op.f('fk_customer_merge_kept_id_customer')),
    sa.ForeignKeyConstraint(['merged_id'], ['customer.id'], name=op.f('fk_customer_merge_merged_id_customer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_customer_merge'))
    )
    with op.batch_alter_table('customer_merge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_customer_merge_kept_id'), ['kept_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_customer_merge_merged_id'), ['merged_id'], unique=False)

    op.create_table('hold_out',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('flow', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('since', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_hold_out_customer_id_customer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hold_out')),
    sa.UniqueConstraint('flow', 'customer_id', name=op.f('uq_hold_out_flow_customer_id'))
    )
    with op.batch_alter_table('hold_out', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hold_out_customer_id'), ['customer_id'], unique=False)

    op.create_table('launch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('public_on', sa.Date(), nullable=False),
    sa.Column('audience', sa.JSON(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_launch_product_id_product')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_launch'))
    )
    with op.batch_alter_table('launch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_launch_product_id'), ['product_id'], unique=False)

    op.create_table('merge_proposal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('one_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('refused_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['one_id'], ['customer.id'], name=op.f('fk_merge_proposal_one_id_customer')),
    sa.ForeignKeyConstraint(['other_id'], ['customer.id'], name=op.f('fk_merge_proposal_other_id_customer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merge_proposal')),
    sa.UniqueConstraint('one_id', 'other_id', name=op.f('uq_merge_proposal_one_id_other_id'))
    )
    with op.batch_alter_table('merge_proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_merge_proposal_one_id'), ['one_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_merge_proposal_other_id'), ['other_id'], unique=False)

    op.create_table('pack_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('supplier_id', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sizes', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_pack_run_product_id_product')),
    sa.ForeignKeyConstraint(['supplier_id'], ['supplier.id'], name=op.f('fk_pack_run_supplier_id_supplier')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pack_run'))
    )
    with op.batch_alter_table('pack_run', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pack_run_product_id'), ['product_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_pack_run_supplier_id'), ['supplier_id'], unique=False)

    op.create_table('purchase_order',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('supplier_id', sa.Integer(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('placed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('confirmed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('promised_on', sa.Date(), nullable=True),
    sa.Column('closed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_purchase_order_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['supplier_id'], ['supplier.id'], name=op.f('fk_purchase_order_supplier_id_supplier')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_purchase_order')),
    sa.UniqueConstraint('number', name=op.f('uq_purchase_order_number'))
    )
    with op.batch_alter_table('purchase_order', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_purchase_order_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_purchase_order_supplier_id'), ['supplier_id'], unique=False)

    op.create_table('sale_order',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=True),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('placed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('utc_offset_minutes', sa.Integer(), nullable=False),
    sa.Column('local_day', sa.Date(), nullable=False),
    sa.Column('local_week', sa.Date(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('related_number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('subtotal_minor', sa.Integer(), nullable=False),
    sa.Column('discount_minor', sa.Integer(), nullable=False),
    sa.Column('shipping_minor', sa.Integer(), nullable=False),
    sa.Column('tax_minor', sa.Integer(), nullable=False),
    sa.Column('taxes_included', sa.Boolean(), nullable=True),
    sa.Column('total_minor', sa.Integer(), nullable=False),
    sa.Column('refunded_minor', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('buyer_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('buyer_email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('buyer_phone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('city', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('promised_on', sa.Date(), nullable=True),
    sa.Column('shipped_on', sa.Date(), nullable=True),
    sa.Column('delivered_on', sa.Date(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('marked_late_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('late_note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('external_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('content_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('known_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_sale_order_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['channel_id'], ['channel.id'], name=op.f('fk_sale_order_channel_id_channel')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_sale_order_customer_id_customer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sale_order')),
    sa.UniqueConstraint('source', 'number', name=op.f('uq_sale_order_source_number'))
    )
    with op.batch_alter_table('sale_order', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sale_order_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sale_order_channel_id'), ['channel_id'], unique=False)
        batch_op.create_index('ix_sale_order_customer_id_local_day', ['customer_id', 'local_day'], unique=False)
        batch_op.create_index(batch_op.f('ix_sale_order_local_day'), ['local_day'], unique=False)

    op.create_table('variant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('size', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('size_order', sa.Float(), nullable=False),
    sa.Column('sku', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('barcode', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('cost_minor', sa.Integer(), nullable=True),
    sa.Column('price_minor', sa.Integer(), nullable=True),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('available_on', sa.Date(), nullable=True),
    sa.Column('state_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_variant_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_variant_product_id_product')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_variant')),
    sa.UniqueConstraint('product_id', 'size', name=op.f('uq_variant_product_id_size')),
    sa.UniqueConstraint('sku', name=op.f('uq_variant_sku'))
    )
    with op.batch_alter_table('variant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_variant_barcode'), ['barcode'], unique=False)
        batch_op.create_index(batch_op.f('ix_variant_batch_id'), ['batch_id'], unique=False)

    op.create_table('checkout',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('abandoned_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('is_completed', sa.Boolean(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_checkout_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_checkout_customer_id_customer')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_checkout_product_id_product')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_checkout_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checkout')),
    sa.UniqueConstraint('email', 'abandoned_at', 'variant_id', 'product_id', name=op.f('uq_checkout_email_abandoned_at_variant_id_product_id'))
    )
    with op.batch_alter_table('checkout', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_checkout_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_checkout_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_checkout_email'), ['email'], unique=False)
        batch_op.create_index(batch_op.f('ix_checkout_product_id'), ['product_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_checkout_variant_id'), ['variant_id'], unique=False)

    op.create_table('count_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=False),
    sa.Column('counted_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_count_draft_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_count_draft')),
    sa.UniqueConstraint('variant_id', name=op.f('uq_count_draft_variant_id'))
    )
    op.create_table('order_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('order_id', sa.Integer(), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=True),
    sa.Column('sku', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('unit_price_minor', sa.Integer(), nullable=False),
    sa.Column('discount_minor', sa.Integer(), nullable=False),
    sa.Column('total_minor', sa.Integer(), nullable=False),
    sa.Column('refunded_quantity', sa.Integer(), nullable=False),
    sa.Column('refunded_on', sa.Date(), nullable=True),
    sa.Column('local_day', sa.Date(), nullable=False),
    sa.Column('local_week', sa.Date(), nullable=False),
    sa.Column('channel_id', sa.Integer(), nullable=True),
    sa.Column('is_demand', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['channel_id'], ['channel.id'], name=op.f('fk_order_line_channel_id_channel')),
    sa.ForeignKeyConstraint(['order_id'], ['sale_order.id'], name=op.f('fk_order_line_order_id_sale_order')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_order_line_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_line')),
    sa.UniqueConstraint('order_id', 'ordinal', name=op.f('uq_order_line_order_id_ordinal'))
    )
    with op.batch_alter_table('order_line', schema=None) as batch_op:
        batch_op.create_index('ix_order_line_day_cover', ['variant_id', 'local_day', 'quantity', 'is_demand'], unique=False)
        batch_op.create_index('ix_order_line_week_cover', ['variant_id', 'local_week', 'quantity', 'is_demand'], unique=False)

    op.create_table('outbox_letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letter_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('flow', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('step', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('order_id', sa.Integer(), nullable=True),
    sa.Column('recipient', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('recipient_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('address_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=True),
    sa.Column('words', sa.JSON(), nullable=True),
    sa.Column('claims', sa.JSON(), nullable=True),
    sa.Column('is_edited', sa.Boolean(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('phase', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('message_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('raw', sa.LargeBinary(), nullable=True),
    sa.Column('raw_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('proposed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('approved_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('not_before', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('not_after', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('lease_until', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('lease_owner', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('last_try_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('sent_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('server_reply', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('bounced_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('bounce_kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('replied_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('resolved_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('subject_variant', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('template_id', sa.Integer(), nullable=True),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('data_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('story', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_outbox_letter_customer_id_customer')),
    sa.ForeignKeyConstraint(['order_id'], ['sale_order.id'], name=op.f('fk_outbox_letter_order_id_sale_order')),
    sa.ForeignKeyConstraint(['template_id'], ['letter_template.id'], name=op.f('fk_outbox_letter_template_id_letter_template')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_letter')),
    sa.UniqueConstraint('letter_key', name=op.f('uq_outbox_letter_letter_key')),
    sa.UniqueConstraint('message_id', name=op.f('uq_outbox_letter_message_id'))
    )
    with op.batch_alter_table('outbox_letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_letter_address_hash'), ['address_hash'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_letter_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_letter_flow'), ['flow'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_letter_order_id'), ['order_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_letter_recipient'), ['recipient'], unique=False)
        batch_op.create_index('ix_outbox_letter_state_not_before', ['state', 'not_before'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_letter_template_id'), ['template_id'], unique=False)

    op.create_table('page_visit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=True),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('views', sa.Integer(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_page_visit_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_page_visit_product_id_product')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_page_visit_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_page_visit')),
    sa.UniqueConstraint('product_id', 'variant_id', 'on_day', 'channel', name=op.f('uq_page_visit_product_id_variant_id_on_day_channel'))
    )
    with op.batch_alter_table('page_visit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_page_visit_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_page_visit_product_id'), ['product_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_page_visit_variant_id'), ['variant_id'], unique=False)

    op.create_table('receipt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('purchase_order_id', sa.Integer(), nullable=False),
    sa.Column('received_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('local_day', sa.Date(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['purchase_order_id'], ['purchase_order.id'], name=op.f('fk_receipt_purchase_order_id_purchase_order')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_receipt'))
    )
    with op.batch_alter_table('receipt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receipt_purchase_order_id'), ['purchase_order_id'], unique=False)

    op.create_table('size_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=False),
    sa.Column('added_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_size_request_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_size_request')),
    sa.UniqueConstraint('variant_id', name=op.f('uq_size_request_variant_id'))
    )
    op.create_table('stock_movement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('location_id', sa.Integer(), nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('happened_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('local_day', sa.Date(), nullable=False),
    sa.Column('reference', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('superseded_by_id', sa.Integer(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_stock_movement_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['location_id'], ['location.id'], name=op.f('fk_stock_movement_location_id_location')),
    sa.ForeignKeyConstraint(['superseded_by_id'], ['stock_movement.id'], name=op.f('fk_stock_movement_superseded_by_id_stock_movement')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_stock_movement_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stock_movement'))
    )
    with op.batch_alter_table('stock_movement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stock_movement_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_stock_movement_location_id'), ['location_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_stock_movement_superseded_by_id'), ['superseded_by_id'], unique=False)
        batch_op.create_index('ix_stock_movement_variant_id_local_day', ['variant_id', 'local_day'], unique=False)

    op.create_table('stock_snapshot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('location_id', sa.Integer(), nullable=False),
    sa.Column('on_hand', sa.Integer(), nullable=False),
    sa.Column('committed', sa.Integer(), nullable=True),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('local_day', sa.Date(), nullable=False),
    sa.Column('is_opening', sa.Boolean(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('undone_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_stock_snapshot_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['location_id'], ['location.id'], name=op.f('fk_stock_snapshot_location_id_location')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_stock_snapshot_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stock_snapshot')),
    sa.UniqueConstraint('variant_id', 'location_id', 'at', 'kind', name=op.f('uq_stock_snapshot_variant_id_location_id_at_kind'))
    )
    with op.batch_alter_table('stock_snapshot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stock_snapshot_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_stock_snapshot_location_id'), ['location_id'], unique=False)
        batch_op.create_index('ix_stock_snapshot_variant_id_at', ['variant_id', 'at'], unique=False)

    op.create_table('suggestion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('supplier_id', sa.Integer(), nullable=True),
    sa.Column('inputs', sa.JSON(), nullable=True),
    sa.Column('terms', sa.JSON(), nullable=True),
    sa.Column('reorder_point', sa.Integer(), nullable=False),
    sa.Column('order_up_to', sa.Integer(), nullable=False),
    sa.Column('suggested', sa.Integer(), nullable=False),
    sa.Column('ordered', sa.Integer(), nullable=True),
    sa.Column('scored_on', sa.Date(), nullable=True),
    sa.Column('score', sa.JSON(), nullable=True),
    sa.Column('is_current', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['supplier_id'], ['supplier.id'], name=op.f('fk_suggestion_supplier_id_supplier')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_suggestion_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion'))
    )
    with op.batch_alter_table('suggestion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suggestion_made_on'), ['made_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_suggestion_supplier_id'), ['supplier_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_suggestion_variant_id'), ['variant_id'], unique=False)

    op.create_table('suggestion_edit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=True),
    sa.Column('is_left_out', sa.Boolean(), nullable=False),
    sa.Column('edited_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_suggestion_edit_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion_edit')),
    sa.UniqueConstraint('variant_id', name=op.f('uq_suggestion_edit_variant_id'))
    )
    op.create_table('supplier_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('supplier_id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('supplier_sku', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('cost_minor', sa.Integer(), nullable=True),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('pack', sa.Integer(), nullable=False),
    sa.Column('minimum_order', sa.Integer(), nullable=False),
    sa.Column('is_preferred', sa.Boolean(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_supplier_item_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['supplier_id'], ['supplier.id'], name=op.f('fk_supplier_item_supplier_id_supplier')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_supplier_item_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supplier_item')),
    sa.UniqueConstraint('supplier_id', 'variant_id', name=op.f('uq_supplier_item_supplier_id_variant_id'))
    )
    with op.batch_alter_table('supplier_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_supplier_item_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_supplier_item_variant_id'), ['variant_id'], unique=False)

    op.create_table('survey_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('order_id', sa.Integer(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('answered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=True),
    sa.Column('how_it_went', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('what_next', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sentence', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('is_doubtful', sa.Boolean(), nullable=False),
    sa.Column('confirmed_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_survey_answer_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_survey_answer_customer_id_customer')),
    sa.ForeignKeyConstraint(['order_id'], ['sale_order.id'], name=op.f('fk_survey_answer_order_id_sale_order')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_survey_answer_product_id_product')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_survey_answer'))
    )
    with op.batch_alter_table('survey_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_survey_answer_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_survey_answer_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_survey_answer_email'), ['email'], unique=False)
        batch_op.create_index(batch_op.f('ix_survey_answer_order_id'), ['order_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_survey_answer_product_id'), ['product_id'], unique=False)

    op.create_table('variant_alias',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('value_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by_owner', sa.Boolean(), nullable=False),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_variant_alias_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_variant_alias_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_variant_alias')),
    sa.UniqueConstraint('source', 'kind', 'value_key', name=op.f('uq_variant_alias_source_kind_value_key'))
    )
    with op.batch_alter_table('variant_alias', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_variant_alias_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_variant_alias_variant_id'), ['variant_id'], unique=False)

    op.create_table('cost_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('supplier_item_id', sa.Integer(), nullable=False),
    sa.Column('cost_minor', sa.Integer(), nullable=False),
    sa.Column('currency', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['supplier_item_id'], ['supplier_item.id'], name=op.f('fk_cost_change_supplier_item_id_supplier_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cost_change'))
    )
    with op.batch_alter_table('cost_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cost_change_supplier_item_id'), ['supplier_item_id'], unique=False)

    op.create_table('message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('author', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('thread_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('written_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('added_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('origin', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('content_key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('answered_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('snoozed_until', sa.Date(), nullable=True),
    sa.Column('is_from_shop', sa.Boolean(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('order_id', sa.Integer(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('variant_id', sa.Integer(), nullable=True),
    sa.Column('rating', sa.Integer(), nullable=True),
    sa.Column('reply_to_letter_id', sa.Integer(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_message_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_message_customer_id_customer')),
    sa.ForeignKeyConstraint(['order_id'], ['sale_order.id'], name=op.f('fk_message_order_id_sale_order')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_message_product_id_product')),
    sa.ForeignKeyConstraint(['reply_to_letter_id'], ['outbox_letter.id'], name=op.f('fk_message_reply_to_letter_id_outbox_letter')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_message_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_content_key'), ['content_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_order_id'), ['order_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_product_id'), ['product_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_reply_to_letter_id'), ['reply_to_letter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_status'), ['status'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_thread_key'), ['thread_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_variant_id'), ['variant_id'], unique=False)

    op.create_table('purchase_order_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('purchase_order_id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('ordered', sa.Integer(), nullable=False),
    sa.Column('cancelled', sa.Integer(), nullable=False),
    sa.Column('cost_minor', sa.Integer(), nullable=True),
    sa.Column('suggestion_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['purchase_order_id'], ['purchase_order.id'], name=op.f('fk_purchase_order_line_purchase_order_id_purchase_order')),
    sa.ForeignKeyConstraint(['suggestion_id'], ['suggestion.id'], name=op.f('fk_purchase_order_line_suggestion_id_suggestion')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_purchase_order_line_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_purchase_order_line')),
    sa.UniqueConstraint('purchase_order_id', 'variant_id', name=op.f('uq_purchase_order_line_purchase_order_id_variant_id'))
    )
    with op.batch_alter_table('purchase_order_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_purchase_order_line_suggestion_id'), ['suggestion_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_purchase_order_line_variant_id'), ['variant_id'], unique=False)

    op.create_table('return_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('order_id', sa.Integer(), nullable=True),
    sa.Column('order_line_id', sa.Integer(), nullable=True),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('returned_on', sa.Date(), nullable=False),
    sa.Column('ordered_on', sa.Date(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kept_variant_id', sa.Integer(), nullable=True),
    sa.Column('is_restocked', sa.Boolean(), nullable=False),
    sa.Column('by_hand', sa.Boolean(), nullable=False),
    sa.Column('told_by_id', sa.Integer(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['batch_id'], ['import_batch.id'], name=op.f('fk_return_line_batch_id_import_batch')),
    sa.ForeignKeyConstraint(['kept_variant_id'], ['variant.id'], name=op.f('fk_return_line_kept_variant_id_variant')),
    sa.ForeignKeyConstraint(['order_id'], ['sale_order.id'], name=op.f('fk_return_line_order_id_sale_order')),
    sa.ForeignKeyConstraint(['order_line_id'], ['order_line.id'], name=op.f('fk_return_line_order_line_id_order_line')),
    sa.ForeignKeyConstraint(['told_by_id'], ['sale_order.id'], name=op.f('fk_return_line_told_by_id_sale_order')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_return_line_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_return_line'))
    )
    with op.batch_alter_table('return_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_return_line_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_return_line_kept_variant_id'), ['kept_variant_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_return_line_order_id'), ['order_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_return_line_order_line_id'), ['order_line_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_return_line_told_by_id'), ['told_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_return_line_variant_id'), ['variant_id'], unique=False)

    op.create_table('message_mention',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('value', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('scale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('variant_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_message_mention_message_id_message')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_message_mention_product_id_product')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_message_mention_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_mention'))
    )
    with op.batch_alter_table('message_mention', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_mention_message_id'), ['message_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_mention_product_id'), ['product_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_mention_variant_id'), ['variant_id'], unique=False)

    op.create_table('message_tag',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('tag', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('probability', sa.Float(), nullable=False),
    sa.Column('is_applied', sa.Boolean(), nullable=False),
    sa.Column('because', sa.JSON(), nullable=True),
    sa.Column('by_owner', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_message_tag_message_id_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_tag')),
    sa.UniqueConstraint('message_id', 'tag', name=op.f('uq_message_tag_message_id_tag'))
    )
    with op.batch_alter_table('message_tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_tag_tag'), ['tag'], unique=False)

    op.create_table('receipt_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('receipt_id', sa.Integer(), nullable=False),
    sa.Column('purchase_order_line_id', sa.Integer(), nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=False),
    sa.Column('damaged', sa.Integer(), nullable=False),
    sa.Column('cost_minor', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['purchase_order_line_id'], ['purchase_order_line.id'], name=op.f('fk_receipt_line_purchase_order_line_id_purchase_order_line')),
    sa.ForeignKeyConstraint(['receipt_id'], ['receipt.id'], name=op.f('fk_receipt_line_receipt_id_receipt')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_receipt_line'))
    )
    with op.batch_alter_table('receipt_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receipt_line_purchase_order_line_id'), ['purchase_order_line_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_receipt_line_receipt_id'), ['receipt_id'], unique=False)

    op.create_table('reply',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sentences', sa.JSON(), nullable=True),
    sa.Column('checks', sa.JSON(), nullable=True),
    sa.Column('pending', sa.JSON(), nullable=True),
    sa.Column('confirmed', sa.JSON(), nullable=True),
    sa.Column('tone', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('copied_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_reply_message_id_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reply'))
    )
    with op.batch_alter_table('reply', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reply_message_id'), ['message_id'], unique=False)

    op.create_table('reservation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('variant_id', sa.Integer(), nullable=False),
    sa.Column('pieces', sa.Integer(), nullable=False),
    sa.Column('person', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('created_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('released_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_reservation_message_id_message')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_reservation_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reservation'))
    )
    with op.batch_alter_table('reservation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reservation_message_id'), ['message_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reservation_variant_id'), ['variant_id'], unique=False)

    op.create_table('tag_correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('proposed', sa.JSON(), nullable=True),
    sa.Column('corrected', sa.JSON(), nullable=True),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_tag_correction_message_id_message')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tag_correction'))
    )
    with op.batch_alter_table('tag_correction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tag_correction_message_id'), ['message_id'], unique=False)

    op.create_table('unmet_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('product_id', sa.Integer(), nullable=True),
    sa.Column('variant_id', sa.Integer(), nullable=True),
    sa.Column('size', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('wants_notice', sa.Boolean(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_unmet_request_customer_id_customer')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_unmet_request_message_id_message')),
    sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_unmet_request_product_id_product')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_unmet_request_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unmet_request')),
    sa.UniqueConstraint('message_id', 'variant_id', 'size', name=op.f('uq_unmet_request_message_id_variant_id_size'))
    )
    with op.batch_alter_table('unmet_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unmet_request_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unmet_request_message_id'), ['message_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unmet_request_product_id'), ['product_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_unmet_request_variant_id'), ['variant_id'], unique=False)

    op.create_table('promise',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('made_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('kept_on', sa.Date(), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('reply_id', sa.Integer(), nullable=True),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('variant_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['customer_id'], ['customer.id'], name=op.f('fk_promise_customer_id_customer')),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_promise_message_id_message')),
    sa.ForeignKeyConstraint(['reply_id'], ['reply.id'], name=op.f('fk_promise_reply_id_reply')),
    sa.ForeignKeyConstraint(['variant_id'], ['variant.id'], name=op.f('fk_promise_variant_id_variant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise'))
    )
    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_promise_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_message_id'), ['message_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_reply_id'), ['reply_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_variant_id'), ['variant_id'], unique=False)


def downgrade() -> None:
    raise RuntimeError("a shop's file never goes back")
